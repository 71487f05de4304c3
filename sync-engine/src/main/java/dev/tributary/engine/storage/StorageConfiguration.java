package dev.tributary.engine.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.tributary.engine.WhenInspecting;
import dev.tributary.engine.WhenRunning;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Opens the database before anything connects to it. Spring Boot builds the R2DBC pool, client and transactions on the
 * connection details here, and Flyway migrates through the data source.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({R2dbcProperties.class, StorageSettings.class})
class StorageConfiguration {

    @Bean
    @WhenRunning
    Database database(StorageSettings settings) {
        String url = settings.databaseUrl();
        return url == null ? EmbeddedPostgres.on(settings.data()) : OutsidePostgres.at(DatabaseAddress.parse(url));
    }

    /** The same database; one that is not there is not made. */
    @Bean("database")
    @WhenInspecting
    Database existingDatabase(StorageSettings settings) {
        String url = settings.databaseUrl();
        return url == null
                ? EmbeddedPostgres.existing(settings.data())
                : OutsidePostgres.at(DatabaseAddress.parse(url));
    }

    /** The pool that Boot would make, of connections that do not remember for whom they were opened. */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionFactory(Database database, R2dbcProperties properties) {
        var settings = properties.getPool();
        var connections = new DetachedConnections(ConnectionFactories.get(r2dbcOptions(database.address())));
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(settings.getInitialSize())
                .maxSize(settings.getMaxSize())
                .maxIdleTime(settings.getMaxIdleTime())
                .maxAcquireTime(settings.getMaxAcquireTime())
                .build());
    }

    @Bean
    TransactionalOperator transactions(ConnectionPool connectionFactory) {
        return new Transactions(connectionFactory);
    }

    /** Boot makes none beside R2DBC, and Flyway and the scheduler would then stay off without a word. */
    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(Database database) {
        DatabaseAddress address = database.address();
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(address.jdbcUrl());
        source.setUsername(address.login().user());
        source.setPassword(address.login().password());
        return source;
    }

    static ConnectionFactoryOptions r2dbcOptions(DatabaseAddress address) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, address.host().replaceAll("[\\[\\]]", ""))
                .option(ConnectionFactoryOptions.PORT, address.port())
                .option(ConnectionFactoryOptions.DATABASE, address.database())
                .option(ConnectionFactoryOptions.USER, address.login().user())
                .option(ConnectionFactoryOptions.PASSWORD, address.login().password())
                .option(Option.valueOf("applicationName"), "tributary")
                .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new BinaryArrays()))
                // A plan kept from when a table was small would read it whole for each page once it is large.
                .option(Option.valueOf("options"), Map.of("plan_cache_mode", "force_custom_plan"));
        address.parameters()
                .forEach((name, value) ->
                        options.option(Option.valueOf(DatabaseAddress.PARAMETERS.getOrDefault(name, name)), value));
        return options.build();
    }
}
