package dev.tributary.engine.storage;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The embedded database as users have it, with fsync and checksums on, in a directory of its own, for measurements. */
public final class BenchDatabase implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final ConnectionPool pool;

    private BenchDatabase(EmbeddedPostgres server) {
        this.server = server;
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(StorageConfiguration.r2dbcOptions(server.address())))
                .initialSize(2)
                .maxSize(20)
                .build());
        var address = server.address();
        Flyway.configure()
                .dataSource(
                        address.jdbcUrl(),
                        address.login().user(),
                        address.login().password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    public static BenchDatabase in(Path directory) throws IOException {
        return new BenchDatabase(EmbeddedPostgres.on(directory));
    }

    public DatabaseClient client() {
        return DatabaseClient.create(pool);
    }

    public TransactionalOperator transactions() {
        return new Transactions(pool);
    }

    public Connection jdbc() throws SQLException {
        var address = server.address();
        return DriverManager.getConnection(
                address.jdbcUrl(), address.login().user(), address.login().password());
    }

    @Override
    public void close() {
        pool.dispose();
        server.close();
    }
}
