package dev.tributary.engine.connector;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory for temporary files that only its owner can read. A lock in it lasts as long as its process, however that ends:
 * so a later one finds what a process left that was killed.
 */
final class SpoolDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
    private static final String PREFIX = "tributary-session";
    private static final String LOCK = "lock";

    /** One that was made just now may have no lock yet. */
    private static final Duration BEGINNING = Duration.ofSeconds(10);

    /** One that never got its lock is of a process that was killed in between, or that is of an early version and still lives. */
    private static final Duration LONGEST_WITHOUT_LOCK = Duration.ofDays(1);

    private final Path path;
    private final FileChannel lock;

    private SpoolDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static SpoolDirectory create(Path parent) throws IOException {
        var path = Files.createTempDirectory(
                parent, PREFIX + "-" + ProcessHandle.current().pid() + "-");
        var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        hold(lock);
        return new SpoolDirectory(path, lock);
    }

    /** Some file systems have no locks: nobody can tell there whether a directory was left, and so it stays. */
    private static void hold(FileChannel lock) throws IOException {
        try {
            lock.lock();
        } catch (ClosedChannelException | FileLockInterruptionException cancelled) {
            throw cancelled;
        } catch (IOException noLocks) {
            LOG.debug("There are no locks among the temporary files", noLocks);
        }
    }

    Path newFile() throws IOException {
        return Files.createTempFile(path, "body", "");
    }

    void remove() throws IOException {
        lock.close();
        remove(path);
    }

    /** Removes what processes of this account left in {@code parent} that no longer live. */
    static void removeAbandoned(Path parent, Instant now) throws IOException {
        var own = create(parent);
        try (var found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (var directory : found) {
                removeIfAbandoned(own, directory, now);
            }
        } finally {
            own.remove();
        }
    }

    private static void removeIfAbandoned(SpoolDirectory own, Path directory, Instant now) throws IOException {
        try {
            if (own.hasOwnerOf(directory) && isAbandoned(directory, now)) {
                remove(directory);
            }
        } catch (NoSuchFileException gone) {
            LOG.debug("{} is gone by itself", directory, gone);
        }
    }

    /** In a directory that all may write to, somebody else's may be a trap. */
    private boolean hasOwnerOf(Path other) throws IOException {
        return Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(other, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
    }

    private static boolean isAbandoned(Path directory, Instant now) throws IOException {
        var changed = Files.getLastModifiedTime(directory).toInstant();
        if (changed.isAfter(now.minus(BEGINNING)) || isOfThisProcess(directory, changed)) {
            return false;
        }
        try (var lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE)) {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        } catch (NoSuchFileException _) {
            return changed.isBefore(now.minus(LONGEST_WITHOUT_LOCK));
        }
    }

    /** Its lock must not be tried: closing the file again would undo it. In a container, the number may be that of the last one. */
    private static boolean isOfThisProcess(Path directory, Instant changed) {
        var process = ProcessHandle.current();
        var begun = process.info().startInstant().orElse(Instant.EPOCH);
        return directory.getFileName().toString().startsWith(PREFIX + "-" + process.pid() + "-")
                && !changed.isBefore(begun);
    }

    private static void remove(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (var file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException _) {
            return; // another process was faster
        }
        Files.deleteIfExists(directory);
    }
}
