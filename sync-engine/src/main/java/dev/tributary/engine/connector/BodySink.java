package dev.tributary.engine.connector;

import dev.tributary.connector.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/** Collects one body, on the heap while it is small, then in a file; refuses to grow past the cap. Thread-safe. */
final class BodySink implements AutoCloseable {

    /** The body was larger than allowed. */
    static final class TooLarge extends RuntimeException {}

    /** The body could not be kept. */
    static final class NotKept extends UncheckedIOException {
        NotKept(IOException cause) {
            super(cause);
        }
    }

    private final Spool spool;
    private final DataSize spoolAbove;
    private final DataSize cap;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Optional<Path> file = Optional.empty();
    private OutputStream out = memory;
    private long size;
    private boolean finished;
    private boolean closed;

    BodySink(Spool spool, DataSize spoolAbove, DataSize cap) {
        this.spool = spool;
        this.spoolAbove = spoolAbove;
        this.cap = cap;
    }

    synchronized void write(byte[] part) {
        if (closed) {
            return;
        }
        size += part.length;
        if (size > cap.toBytes()) {
            throw new TooLarge();
        }
        try {
            if (file.isEmpty() && size > spoolAbove.toBytes()) {
                moveToFile();
            }
            out.write(part);
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }

    synchronized Bytes finish() {
        try {
            out.close();
        } catch (IOException e) {
            throw new NotKept(e);
        }
        finished = true;
        return file.map(Bytes::of).orElseGet(() -> Bytes.of(memory.toByteArray()));
    }

    /** Gives up what was collected unless it was finished. */
    @Override
    public synchronized void close() {
        closed = true;
        if (finished) {
            return;
        }
        try {
            out.close();
            if (file.isPresent()) {
                Files.deleteIfExists(file.get());
            }
        } catch (IOException e) {
            throw new NotKept(e);
        }
    }

    private void moveToFile() throws IOException {
        var path = spool.newFile();
        file = Optional.of(path);
        out = Files.newOutputStream(path);
        memory.writeTo(out);
        memory.reset();
    }
}
