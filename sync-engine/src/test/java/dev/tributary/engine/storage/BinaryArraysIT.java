package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.codec.Codecs;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class BinaryArraysIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicReference<CodecRegistry> registry = new AtomicReference<>();
    private final ConnectionFactory connections =
            ConnectionFactories.get(StorageConfiguration.r2dbcOptions(DatabaseAddress.parse(DATABASE.url()))
                    .mutate()
                    .option(PostgresqlConnectionFactoryProvider.EXTENSIONS, List.of(new BinaryArrays(), watching()))
                    .build());

    private CodecRegistrar watching() {
        return (connection, allocator, codecs) -> {
            registry.set(codecs);
            return Mono.empty();
        };
    }

    @Test
    void theDriverAsksForThemWhenItSendsTextsAndNumbers() {
        var connection = Mono.from(connections.create()).cast(PostgresqlConnection.class);
        Flux.usingWhen(connection, _ -> Mono.empty(), PostgresqlConnection::close)
                .blockLast(LIMIT);
        assertThat(registry.get()).isInstanceOfSatisfying(Codecs.class, codecs -> {
            assertThat(codecs.encode(new String[] {"a"})).asString().contains("FORMAT_BINARY");
            assertThat(codecs.encode(new Long[] {1L})).asString().contains("FORMAT_BINARY");
        });
    }

    @Test
    void arriveAsTheyWere() {
        var texts = new @Nullable String[] {"plain", "", null, "\"{a,\\}\"", "NULL", "Zürich 文書 😀"};
        var numbers = new @Nullable Long[] {0L, null, -1L, Long.MIN_VALUE, Long.MAX_VALUE};
        assertThat(back(texts, "text[]", String[].class)).containsExactly(texts);
        assertThat(back(numbers, "int8[]", Long[].class)).containsExactly(numbers);
        assertThat(back(new String[0], "text[]", String[].class)).isEmpty();
        assertThat(back(new String[] {"{\"a\": 1}", "true"}, "jsonb[]::text[]", String[].class))
                .containsExactly("{\"a\": 1}", "true");
    }

    private <T> T back(T value, String type, Class<T> as) {
        return Objects.requireNonNull(DatabaseClient.create(connections)
                .sql("SELECT :value::" + type)
                .bind("value", value)
                .map(row -> Objects.requireNonNull(row.get(0, as)))
                .one()
                .block(LIMIT));
    }
}
