package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class TestDatabaseIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase ANOTHER = new TestDatabase();

    @Test
    void isMigrated() {
        StepVerifier.create(count("SELECT count(*) FROM flyway_schema_history WHERE success"))
                .assertNext(applied -> assertThat(applied).isPositive())
                .verifyComplete();
    }

    @Test
    void rollsBackATransactionThatFails() {
        Mono<Void> failing = DATABASE.client()
                .sql("CREATE TABLE half_done (id int)")
                .then()
                .then(Mono.error(new IllegalStateException("stop")));
        StepVerifier.create(failing.as(DATABASE.transactions()::transactional)).verifyErrorMessage("stop");
        StepVerifier.create(count("SELECT count(*) FROM pg_tables WHERE tablename = 'half_done'"))
                .expectNext(0L)
                .verifyComplete();
    }

    @Test
    void givesEachExtensionADatabaseOfItsOwn() throws SQLException {
        assertThat(ANOTHER.url()).isNotEqualTo(DATABASE.url());
        try (Connection connection = ANOTHER.dataSource().getConnection()) {
            assertThat(ANOTHER.url()).endsWith("/" + connection.getCatalog());
        }
    }

    private static Mono<Long> count(String sql) {
        return DATABASE.client().sql(sql).mapValue(Long.class).one();
    }
}
