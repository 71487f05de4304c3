package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@ExtendWith(OutputCaptureExtension.class)
final class StorageConfigurationIT {
    private static final String APPLIED = "SELECT count(*) FROM flyway_schema_history WHERE success";

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @ImportAutoConfiguration({
        R2dbcAutoConfiguration.class,
        R2dbcTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    @Import(StorageConfiguration.class)
    static class OnlyStorage {}

    @Test
    void startsTheEmbeddedServerAndMigratesItBeforeAnyoneConnects(@TempDir Path data, CapturedOutput output)
            throws Exception {
        try (ConfigurableApplicationContext context = start(Map.of("TRIBUTARY_DATA", data.toString()))) {
            DatabaseClient client = context.getBean(DatabaseClient.class);
            TransactionalOperator transactions = context.getBean(TransactionalOperator.class);
            StepVerifier.create(client.sql(APPLIED).mapValue(Long.class).one().as(transactions::transactional))
                    .assertNext(applied -> assertThat(applied).isPositive())
                    .verifyComplete();
            assertThat(context.getBean(DatabaseClient.class)
                            .getConnectionFactory()
                            .toString())
                    .contains("Pool");
        }
        assertThat(PostmasterFile.read(data.resolve("postgres", "cluster"))).isEmpty();
        String password =
                new PostgresHome(data.resolve("postgres")).password().read().orElseThrow();
        assertThat(output.getAll()).contains("Stopped the embedded PostgreSQL").doesNotContain(password);
    }

    @Test
    void usesAnOutsideDatabaseAndLeavesTheDataDirectoryAlone(@TempDir Path data, CapturedOutput output) {
        Map<String, Object> environment =
                Map.of("TRIBUTARY_DATA", data.toString(), "TRIBUTARY_DATABASE_URL", DATABASE.url());
        try (ConfigurableApplicationContext context = start(environment)) {
            JdbcClient jdbc = JdbcClient.create(context.getBean(DataSource.class));
            assertThat(jdbc.sql(APPLIED).query(Long.class).single()).isPositive();
        }
        assertThat(data).isEmptyDirectory();
        String password = DatabaseAddress.parse(DATABASE.url()).login().password();
        assertThat(output.getAll()).doesNotContain(password);
    }

    @Test
    @Timeout(60)
    void keepsNothingOfWhoMadeThePoolOpenAConnection(@TempDir Path data) throws Exception {
        Map<String, Object> environment =
                Map.of("TRIBUTARY_DATA", data.toString(), "TRIBUTARY_DATABASE_URL", DATABASE.url());
        try (ConfigurableApplicationContext context = start(environment)) {
            var pool = context.getBean(ConnectionPool.class);
            var secret = borrow(pool);
            assertThat(pool.getMetrics().orElseThrow().allocatedSize()).isPositive();
            secret.awaitThatItIsGone();
        }
    }

    private static Trace borrow(ConnectionPool pool) {
        var secret = new Object();
        pool.create()
                .doOnNext(_ -> assertThat(secret).isNotNull())
                .flatMap(connection -> Mono.from(connection.close()))
                .contextWrite(context -> context.put("secret", secret))
                .block();
        return new Trace(secret);
    }

    @Test
    void saysWhyAnOutsideDatabaseIsRefused(@TempDir Path data, CapturedOutput output) {
        DatabaseAddress right = DatabaseAddress.parse(DATABASE.url());
        String wrong = DATABASE.url().replace(right.login().password(), "not-the-password");
        assertThatThrownBy(() -> start(Map.of("TRIBUTARY_DATA", data.toString(), "TRIBUTARY_DATABASE_URL", wrong)))
                .hasRootCauseInstanceOf(SQLException.class);
        assertThat(output.getAll())
                .contains(
                        "APPLICATION FAILED TO START", "password authentication failed", "Check TRIBUTARY_DATABASE_URL")
                .doesNotContain("not-the-password");
    }

    /** An environment whose variables are those given and no others. */
    private static final class Variables extends StandardEnvironment {
        Variables(Map<String, Object> values) {
            getPropertySources()
                    .replace(
                            SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, values));
        }
    }

    private static ConfigurableApplicationContext start(Map<String, Object> environment) {
        return new SpringApplicationBuilder(OnlyStorage.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .environment(new Variables(environment))
                .run();
    }
}
