package dev.tributary.source.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A regular file below the root.
 *
 * @param path where it really is: inside the root, all links resolved
 */
record FolderFile(FileId id, Path path, BasicFileAttributes attributes) {

    /** Looks the file up; empty if there is none, or if a link on the way leads out of the root. */
    static Optional<FolderFile> find(FileId id, Path root) throws IOException {
        try {
            var real = id.in(root).toRealPath();
            if (!real.startsWith(root)) {
                return Optional.empty();
            }
            var attributes = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new FolderFile(id, real, attributes)).filter(file -> attributes.isRegularFile());
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException e) {
            if (isAbsent(id, root)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    String name() {
        var path = id.readable();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
        var path = id.readable();
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    FileType type() {
        return FileType.of(name());
    }

    long size() {
        return attributes.size();
    }

    /** A path through what is a file by now, or round and round through links, names no file. */
    private static boolean isAbsent(FileId id, Path root) {
        var at = root;
        for (var name : root.relativize(id.in(root))) {
            if (Files.isRegularFile(at) || Links.isLoop(at.resolve(name))) {
                return true;
            }
            at = at.resolve(name);
        }
        return false;
    }
}
