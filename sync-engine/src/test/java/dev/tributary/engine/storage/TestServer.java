package dev.tributary.engine.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import reactor.netty.resources.LoopResources;

/** One PostgreSQL for all tests of this JVM, with a migrated template from which databases are copied. */
final class TestServer implements AutoCloseable {
    private static final String TEMPLATE = "tributary_template";
    private static final List<String> FAST = List.of(
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=200",
            "unix_socket_directories=.");

    private final AtomicInteger databases = new AtomicInteger();
    private final DatabaseAddress address;
    private final Optional<Path> socket;
    private final Runnable stop;

    private TestServer(DatabaseAddress address, Optional<Path> socket, Runnable stop) {
        this.address = address;
        this.socket = socket;
        this.stop = stop;
        execute("CREATE DATABASE " + TEMPLATE);
        DatabaseAddress template = address.withDatabase(TEMPLATE);
        Flyway.configure()
                .dataSource(
                        template.jdbcUrl(),
                        template.login().user(),
                        template.login().password())
                .load()
                .migrate();
    }

    static TestServer start() {
        return docker() ? container() : embedded();
    }

    /** Asks the client only where an engine may be: a failed search is long and loud. */
    private static boolean docker() {
        boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return possible && DockerClientFactory.instance().isDockerAvailable();
    }

    /** A shorter way to the server than its port, where there is one. */
    Optional<Path> socket() {
        return socket;
    }

    DatabaseAddress createDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return address.withDatabase(name);
    }

    void dropDatabase(DatabaseAddress database) {
        execute("DROP DATABASE " + database.database() + " WITH (FORCE)");
    }

    @Override
    public void close() {
        stop.run();
    }

    private static TestServer container() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine");
        container.start();
        DatabaseAddress address = new DatabaseAddress(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getDatabaseName(),
                new DatabaseAddress.Login(container.getUsername(), container.getPassword()),
                Map.of());
        return new TestServer(address, Optional.empty(), container::stop);
    }

    private static TestServer embedded() {
        try {
            Path data = Files.createTempDirectory("tributary-test-database-");
            EmbeddedPostgres postgres = EmbeddedPostgres.on(data, sharedBinaries(), new ServerOptions(FAST));
            Process guard = guard(data);
            return new TestServer(postgres.address(), socket(data, postgres.address()), () -> {
                postgres.close();
                release(guard);
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<Path> socket(Path data, DatabaseAddress address) {
        Path socket = cluster(data).resolve(".s.PGSQL." + address.port());
        return Optional.of(socket).filter(_ -> LoopResources.hasNativeSupport() && Files.exists(socket));
    }

    private static Path cluster(Path data) {
        return data.resolve("postgres", "cluster");
    }

    /** Unpacked once for all test JVMs of this account. */
    static Path sharedBinaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "tributary-postgres-" + System.getProperty("user.name"));
    }

    /** Stops the server and removes its files even if this JVM is killed: its end of the pipe closes then. */
    private static Process guard(Path data) throws IOException {
        String script = "trap '' INT TERM; cat >/dev/null; pid=$(head -n 1 \"$1\"/postmaster.pid) && kill -QUIT $pid;"
                + " while [ -n \"$pid\" ] && kill -0 $pid 2>/dev/null; do sleep 0.1; done; rm -rf \"$2\"";
        return new ProcessBuilder("sh", "-c", script, "guard", cluster(data).toString(), data.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The guard removes the files when nobody holds its pipe any more. */
    private static void release(Process guard) {
        try {
            guard.getOutputStream().close();
            guard.onExit().join();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void execute(String sql) {
        try (Connection connection = OutsidePostgres.connect(address);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
