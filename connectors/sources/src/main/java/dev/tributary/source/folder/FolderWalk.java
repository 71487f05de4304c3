package dev.tributary.source.folder;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Goes through all files below a root, depth first, each folder in the order of its encoded names. Since the order is
 * fixed, the last file says all about where a walk stands: another walk goes on after it, also if the file is gone by
 * then. Holds a bounded number of names per folder and no open handle between two calls. For one thread at a time.
 */
final class FolderWalk {

    /** Opens a folder to read its entries. */
    @FunctionalInterface
    interface FolderReader {
        DirectoryStream<Path> open(Path folder) throws IOException;
    }

    private static final Comparator<Entry> BY_NAME =
            Comparator.comparing(entry -> entry.id().encoded());

    private final FolderSettings settings;
    private final FolderReader reader;
    private final int namesAtOnce;
    private final String after;
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<String> problems = new ArrayList<>();

    /** Starts behind the file {@code after}, or at the beginning if that is the root. */
    FolderWalk(FolderSettings settings, FolderReader reader, int namesAtOnce, FileId after) {
        this.settings = settings;
        this.reader = reader;
        this.namesAtOnce = namesAtOnce;
        this.after = after.encoded();
        enter(FileId.ROOT, settings.root(), Reached.DIRECTLY);
    }

    /** Returns the next file; empty at the end. */
    Optional<FolderFile> next() throws InterruptedException {
        while (!levels.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The walk through " + settings.root() + " was cancelled");
            }
            var level = levels.getLast();
            var entry = nextEntry(level);
            var file = entry.flatMap(present -> visit(present, level));
            if (file.isPresent()) {
                return file;
            }
            if (entry.isEmpty()) {
                levels.remove(level);
            }
        }
        return Optional.empty();
    }

    /** Returns what could not be read since the last time this was asked. */
    List<String> takeProblems() {
        var taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /** Whether the root holds nothing at all by now, as the folder does on which a share is to be mounted. */
    boolean hasEmptyRoot() {
        try (var entries = reader.open(settings.root())) {
            return !entries.iterator().hasNext();
        } catch (DirectoryIteratorException e) {
            throw FolderSettings.unreadable(settings.root(), Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FolderSettings.unreadable(settings.root(), e);
        }
    }

    private Optional<Entry> nextEntry(Level level) {
        try {
            if (level.names.isEmpty() && level.hasMore) {
                fill(level);
            }
            return Optional.ofNullable(level.names.poll());
        } catch (IOException e) {
            if (level.id.equals(FileId.ROOT)) {
                throw FolderSettings.unreadable(settings.root(), e);
            }
            problem(level.id, e);
            return Optional.empty();
        }
    }

    private void fill(Level level) throws IOException {
        var first = new PriorityQueue<>(BY_NAME.reversed());
        level.hasMore = false;
        try (var entries = reader.open(level.path)) {
            for (var path : entries) {
                var entry = new Entry(level.id.child(path), path);
                if (entry.id().encoded().compareTo(level.from) >= 0) {
                    first.add(entry);
                }
                if (first.size() > namesAtOnce) {
                    first.remove();
                    level.hasMore = true;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        first.stream().sorted(BY_NAME).forEach(level.names::add);
        if (level.hasMore) {
            level.from = level.names.getLast().id().encoded() + '\0';
        }
    }

    private Optional<FolderFile> visit(Entry entry, Level level) {
        try {
            var attributes = attributes(entry.path());
            return attributes.isSymbolicLink()
                    ? followed(entry, level)
                    : visit(entry, new Place(entry.path(), attributes), level.reached);
        } catch (NoSuchFileException gone) {
            if (!Files.isDirectory(level.path)) {
                problem(level.id, gone);
            }
        } catch (IOException e) {
            problem(entry.id(), e);
        }
        return Optional.empty();
    }

    private Optional<FolderFile> visit(Entry entry, Place place, Reached reached) {
        if (place.attributes().isDirectory()) {
            enter(entry.id(), place.path(), reached);
            return Optional.empty();
        }
        return Optional.of(new FolderFile(entry.id(), place.path(), place.attributes()))
                .filter(file -> file.attributes().isRegularFile())
                .filter(file -> !file.id().encoded().equals(after));
    }

    private Optional<FolderFile> followed(Entry link, Level level) throws IOException {
        Path real;
        try {
            real = link.path().toRealPath();
        } catch (NoSuchFileException dangling) {
            return Optional.empty();
        } catch (IOException e) {
            if (Links.isLoop(link.path())) {
                return Optional.empty();
            }
            throw e;
        }
        if (!real.startsWith(settings.root())) {
            return Optional.empty();
        }
        var attributes = attributes(real);
        // one link to a folder per path, and never upwards: nothing can go round in circles, nor grow beyond bounds
        var again = level.reached == Reached.BY_LINK || level.path.startsWith(real);
        return attributes.isDirectory() && again
                ? Optional.empty()
                : visit(link, new Place(real, attributes), Reached.BY_LINK);
    }

    private void enter(FileId id, Path path, Reached reached) {
        var isRoot = id.equals(FileId.ROOT);
        if (isRoot || settings.filter().exclusion(id.readable() + "/").isEmpty()) {
            levels.add(new Level(id, path, reached, startBelow(isRoot ? "" : id.encoded() + "/")));
        }
    }

    /** The first entry of the folder that the walk has not been through. */
    private String startBelow(String prefix) {
        if (!after.startsWith(prefix)) {
            return "";
        }
        var end = after.indexOf('/', prefix.length());
        return end < 0 ? after : after.substring(0, end);
    }

    private void problem(FileId id, IOException cause) {
        problems.add("%s (%s)".formatted(id.readable(), Reason.of(cause)));
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private enum Reached {
        DIRECTLY,
        BY_LINK
    }

    private record Entry(FileId id, Path path) {}

    private record Place(Path path, BasicFileAttributes attributes) {}

    /** A folder on the way to where the walk is; its path has no links in it. */
    private static final class Level {
        private final FileId id;
        private final Path path;
        private final Reached reached;
        private final Deque<Entry> names = new ArrayDeque<>();
        private String from;
        private boolean hasMore = true;

        private Level(FileId id, Path path, Reached reached, String from) {
            this.id = id;
            this.path = path;
            this.reached = reached;
            this.from = from;
        }
    }
}
