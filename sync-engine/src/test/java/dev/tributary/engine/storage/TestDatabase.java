package dev.tributary.engine.storage;

import com.zaxxer.hikari.HikariDataSource;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * A migrated, empty database for a test class, dropped after it:
 * {@code @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();}. All classes of a JVM share one
 * server: a container where Docker answers, else the embedded binaries with fsync off.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
    private static final int CONNECTIONS = 8;
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(TestDatabase.class);

    private @Nullable Open open;

    private record Open(TestServer server, DatabaseAddress address, ConnectionPool pool, HikariDataSource source) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        TestServer server = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(TestServer.class, key -> TestServer.start(), TestServer.class);
        DatabaseAddress address = server.createDatabase();
        open = new Open(server, address, pool(address), source(address));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Open closing = open();
        open = null;
        closing.source().close();
        closing.pool().dispose();
        closing.server().dropDatabase(closing.address());
    }

    /**
     * Connections that plan each statement once, for tests with so many small runs that planning would take most of their
     * time, and take the shortest way to the server. The caller closes the pool.
     */
    public ConnectionPool planningOnce() {
        var options = StorageConfiguration.r2dbcOptions(open().address())
                .mutate()
                .option(Option.valueOf("options"), Map.of("plan_cache_mode", "force_generic_plan", "jit", "off"));
        open().server().socket().ifPresent(path -> options.option(Option.valueOf("socket"), path.toString()));
        return pool(ConnectionFactories.get(options.build()));
    }

    /** Sets something for all connections to this database. */
    public void set(String setting, String value) {
        JdbcClient.create(dataSource())
                .sql("ALTER DATABASE %s SET %s = '%s'"
                        .formatted(open().address().database(), setting, value))
                .update();
        open().source().getHikariPoolMXBean().softEvictConnections();
    }

    public ConnectionFactory connectionFactory() {
        return open().pool();
    }

    public DatabaseClient client() {
        return DatabaseClient.create(open().pool());
    }

    public TransactionalOperator transactions() {
        return new Transactions(open().pool());
    }

    public DataSource dataSource() {
        return open().source();
    }

    /** As TRIBUTARY_DATABASE_URL, with the password. */
    public String url() {
        return open().address().urlWithPassword();
    }

    private Open open() {
        return Objects.requireNonNull(open, "register the extension in a static field with @RegisterExtension");
    }

    private static ConnectionPool pool(DatabaseAddress address) {
        return pool(ConnectionFactories.get(StorageConfiguration.r2dbcOptions(address)));
    }

    private static ConnectionPool pool(ConnectionFactory factory) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(0)
                .maxSize(CONNECTIONS)
                .build());
    }

    private static HikariDataSource source(DatabaseAddress address) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(address.jdbcUrl());
        source.setUsername(address.login().user());
        source.setPassword(address.login().password());
        source.setMaximumPoolSize(CONNECTIONS);
        source.setMinimumIdle(0);
        return source;
    }
}
