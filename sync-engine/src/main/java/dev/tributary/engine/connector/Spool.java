package dev.tributary.engine.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The temporary files of one session, in a directory of its own. Thread-safe. */
final class Spool implements AutoCloseable {

    /** Where temporary files are. */
    static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

    private Optional<SpoolDirectory> directory = Optional.empty();
    private boolean closed;

    synchronized Path newFile() throws IOException {
        if (closed) {
            throw new IOException("the session has ended");
        }
        if (directory.isEmpty()) {
            directory = Optional.of(SpoolDirectory.create(PARENT));
        }
        return directory.get().newFile();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            if (directory.isPresent()) {
                directory.get().remove();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary files of a session could not be removed", e);
        }
        directory = Optional.empty();
    }
}
