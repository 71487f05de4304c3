package dev.tributary.engine.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a PostgreSQL server leaves in {@code postmaster.pid} about itself. */
record PostmasterFile(long pid, String dataDirectory, int port) {
    private static final String NAME = "postmaster.pid";

    /** Empty if there is none, or one that a crash cut short. */
    static Optional<PostmasterFile> read(Path cluster) throws IOException {
        try {
            return parse(Files.readAllLines(cluster.resolve(NAME)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.size() < 4) {
            return Optional.empty();
        }
        try {
            long pid = Long.parseLong(lines.get(0).strip());
            int port = Integer.parseInt(lines.get(3).strip());
            return Optional.of(new PostmasterFile(pid, lines.get(1), port));
        } catch (NumberFormatException broken) {
            return Optional.empty();
        }
    }

    static void delete(Path cluster) throws IOException {
        Files.deleteIfExists(cluster.resolve(NAME));
    }

    boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
