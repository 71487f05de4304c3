package dev.tributary.engine.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL server of our own on a data directory that no other process uses; closing it stops the server. */
final class EmbeddedPostgres implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final PostgresCluster cluster;
    private final DirectoryLock lock;
    private final DatabaseAddress address;

    private EmbeddedPostgres(PostgresCluster cluster, DirectoryLock lock, DatabaseAddress address) {
        this.cluster = cluster;
        this.lock = lock;
        this.address = address;
    }

    /** Starts the server for a user's data, or takes over the one that a killed process left running. */
    static EmbeddedPostgres on(Path data) {
        return on(data, data.resolve("postgres", "binaries"), ServerOptions.durable());
    }

    /** Starts the server on data that is there; makes none. */
    static EmbeddedPostgres existing(Path data) {
        if (!PostgresHome.holdsData(data)) {
            throw new StartRefused("There is no database in " + data + " yet.", "Start Tributary: it makes one.");
        }
        return on(data);
    }

    /** With the unpacked programs and the server settings of choice. */
    static EmbeddedPostgres on(Path data, Path binaries, ServerOptions options) {
        try {
            Files.createDirectories(data);
            DirectoryLock lock = DirectoryLock.hold(data);
            try {
                PostgresCluster cluster = cluster(data, binaries);
                return new EmbeddedPostgres(cluster, lock, run(cluster, options));
            } catch (IOException | RuntimeException failure) {
                lock.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    "The data directory " + data + " cannot be used: " + failure + ".",
                    "Give this account the right to write there, or choose another directory with TRIBUTARY_DATA.",
                    failure);
        }
    }

    static DatabaseAddress address(int port, String password) {
        return new DatabaseAddress(
                "127.0.0.1", port, "postgres", new DatabaseAddress.Login(PostgresCluster.USER, password), Map.of());
    }

    @Override
    public DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        try (lock) {
            cluster.stop();
            LOG.info("Stopped the embedded PostgreSQL");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static PostgresCluster cluster(Path data, Path binaries) throws IOException {
        PostgresHome home = PostgresHome.in(data);
        PostgresAccount account = PostgresAccount.ofCluster(home.cluster());
        PostgresCommand command = new PostgresCommand(PostgresBinaries.unpackedIn(binaries), account, home.directory());
        return new PostgresCluster(home, command);
    }

    private static DatabaseAddress run(PostgresCluster cluster, ServerOptions options) throws IOException {
        cluster.requireSameMajor();
        cluster.tidy();
        PostgresHome home = cluster.home();
        String password = password(home, cluster.created());
        if (!cluster.created()) {
            LOG.info("Creating a database in {}", home.cluster());
            cluster.create(password);
        }
        Optional<DatabaseAddress> running = new RunningServer(home.cluster(), password).find();
        if (running.isPresent()) {
            LOG.info("Took over the PostgreSQL that a killed Tributary left running: {}", running.get());
            return running.get();
        }
        DatabaseAddress address = address(cluster.start(options), password);
        LOG.info("Started the embedded PostgreSQL on {}", address);
        return address;
    }

    private static String password(PostgresHome home, boolean needed) throws IOException {
        Optional<String> stored = home.password().read();
        if (stored.isPresent()) {
            return stored.get();
        }
        if (needed) {
            throw new StartRefused(
                    "The password of the embedded database is missing: "
                            + home.password().path() + ".",
                    "Restore that file from the backup that the data came from.");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        home.password().write(password);
        return password;
    }
}
