package dev.tributary.engine.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Finds the server that a killed Tributary left running on a cluster. */
record RunningServer(Path cluster, String password) {
    private static final Duration STEP = Duration.ofMillis(200);
    private static final int STARTING_STEPS = 3000;
    private static final int SILENT_STEPS = 10;

    /** What answers on a port. */
    private enum Answer {
        OURS,
        STARTING,
        FOREIGN,
        NOBODY
    }

    /** The address of our own server, if it runs; a file left over from one that does not is removed. */
    Optional<DatabaseAddress> find() throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.read(cluster);
        if (file.isPresent() && file.get().alive() && answers(file.get())) {
            return Optional.of(EmbeddedPostgres.address(file.get().port(), password));
        }
        // After a power loss the process number may belong to anyone by now, and the server would refuse to start.
        // If its own processes still run, shared memory tells it so.
        PostmasterFile.delete(cluster);
        return Optional.empty();
    }

    private boolean answers(PostmasterFile file) throws IOException {
        int silent = 0;
        for (int step = 0; step < STARTING_STEPS && file.alive(); step++) {
            switch (ask(file.port())) {
                case OURS -> {
                    return true;
                }
                case FOREIGN -> {
                    return false;
                }
                case NOBODY -> silent++;
                case STARTING -> silent = 0;
            }
            if (silent == SILENT_STEPS) {
                return false;
            }
            PostgresCluster.pause(STEP);
        }
        return false;
    }

    private Answer ask(int port) {
        try (Connection connection = OutsidePostgres.connect(EmbeddedPostgres.address(port, password));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return Path.of(row.getString(1)).equals(cluster) ? Answer.OURS : Answer.FOREIGN;
        } catch (SQLException refusal) {
            String state = refusal.getSQLState();
            return "57P03".equals(state)
                    ? Answer.STARTING
                    : state != null && state.startsWith("08") ? Answer.NOBODY : Answer.FOREIGN;
        }
    }
}
