package dev.tributary.connector;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, in memory or on disk, readable more than once. */
public sealed interface Bytes {

    InputStream open() throws IOException;

    long size();

    static Bytes of(byte[] value) {
        return new InMemory(value.clone());
    }

    /** Bytes of a file that stays unchanged for the length of the run. Its size is taken now. */
    static Bytes of(Path file) {
        try {
            return new OnDisk(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads all of it. */
    default byte[] toArray() {
        try (var in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Held on the heap. */
    final class InMemory implements Bytes {
        private final byte[] value;

        private InMemory(byte[] value) {
            this.value = value;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(value);
        }

        @Override
        public long size() {
            return value.length;
        }

        @Override
        public String toString() {
            return value.length + " bytes";
        }
    }

    /** Read from a file each time. */
    final class OnDisk implements Bytes {
        private final Path file;
        private final long size;

        private OnDisk(Path file, long size) {
            this.file = file;
            this.size = size;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public String toString() {
            return size + " bytes";
        }
    }
}
