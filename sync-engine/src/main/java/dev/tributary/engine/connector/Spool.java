package dev.tributary.engine.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/** The temporary files of one session, in a directory of its own that only its owner can read. Thread-safe. */
final class Spool implements AutoCloseable {

    private Optional<Path> directory = Optional.empty();
    private boolean closed;

    synchronized Path newFile() throws IOException {
        if (closed) {
            throw new IOException("the session has ended");
        }
        if (directory.isEmpty()) {
            directory = Optional.of(Files.createTempDirectory("tributary-session"));
        }
        return Files.createTempFile(directory.get(), "body", "");
    }

    @Override
    public synchronized void close() {
        closed = true;
        directory.ifPresent(Spool::delete);
        directory = Optional.empty();
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            var deepestFirst = new ArrayList<>(files.toList());
            deepestFirst.sort(Comparator.reverseOrder());
            for (var file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary directory %s could not be removed".formatted(directory), e);
        }
    }
}
