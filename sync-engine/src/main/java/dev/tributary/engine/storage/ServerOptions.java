package dev.tributary.engine.storage;

import java.util.List;

/** Server settings, each {@code name=value}; values contain no blanks and no quotes. */
record ServerOptions(List<String> settings) {
    ServerOptions {
        settings = List.copyOf(settings);
    }

    /** For a user's data on a machine shared with the application itself. */
    static ServerOptions durable() {
        return new ServerOptions(List.of(
                // What was acknowledged survives a power loss.
                "fsync=on",
                // The hot part of indexes and documents; the rest is left to the file cache and the JVM.
                "shared_buffers=256MB",
                // First listings write much at once: fewer checkpoints, at the price of disk space.
                "max_wal_size=2GB",
                // Full-page images of text halve in size for little CPU.
                "wal_compression=on",
                // Comparing a page with what is stored sorts and hashes in memory.
                "work_mem=16MB",
                // Full-text indexes are built in one piece.
                "maintenance_work_mem=128MB",
                // Data lies on an SSD nowadays, where an index look-up costs little more than reading on.
                "random_page_cost=1.1",
                // Statements are short: compiling them costs more than running them.
                "jit=off",
                // One application with its pools, and a few tools beside it.
                "max_connections=60",
                // A week of server logs, one file per day of the week, inside the cluster.
                "logging_collector=on",
                "log_directory=log",
                "log_filename=postgresql-%a.log",
                "log_truncate_on_rotation=on",
                "log_rotation_age=1d",
                "log_rotation_size=0"));
    }
}
