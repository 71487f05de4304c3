package dev.tributary.source.folder;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The administrator's answers, checked against the disk.
 *
 * @param root the folder itself, with all links in its path resolved
 */
record FolderSettings(Path root, FileFilter filter, long maxBytes) {

    private static final long MEGABYTE = 1_000_000;
    private static final long DEFAULT_MEGABYTES = 100;

    /** Reads the answers; a root that is not there now is rejected, never taken for an empty one. */
    static FolderSettings of(SourceConfig config) {
        var filter = new FileFilter(globs(config, "include"), globs(config, "exclude"));
        var megabytes = config.number("maxFileSize").orElse(DEFAULT_MEGABYTES);
        return new FolderSettings(root(config.text("path")), filter, Math.multiplyExact(megabytes, MEGABYTE));
    }

    private static Path root(String text) {
        try {
            var path = Path.of(text);
            if (!path.isAbsolute()) {
                throw rejected("'%s' is not a full path; give one such as /srv/notes".formatted(text));
            }
            var real = path.toRealPath();
            if (!Files.isDirectory(real)) {
                throw rejected("%s is not a folder; give the folder that holds the files".formatted(text));
            }
            return real;
        } catch (InvalidPathException e) {
            throw rejected("'%s' cannot be a path: %s".formatted(text, e.getReason()));
        } catch (NoSuchFileException e) {
            throw rejected("There is no folder %s on this machine; check the spelling, and the mount".formatted(text));
        } catch (IOException e) {
            throw unreadable(text, e);
        }
    }

    static ConfigRejected unreadable(Object folder, IOException cause) {
        return rejected("%s cannot be read (%s); let the account that Tributary runs under read it"
                .formatted(folder, Reason.of(cause)));
    }

    private static ConfigRejected rejected(String message) {
        return new ConfigRejected("path", message);
    }

    private static List<Glob> globs(SourceConfig config, String field) {
        try {
            return config.list(field).stream().map(Glob::of).toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigRejected(field, String.valueOf(e.getMessage()));
        }
    }
}
