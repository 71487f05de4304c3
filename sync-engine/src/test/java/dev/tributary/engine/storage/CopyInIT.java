package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

final class CopyInIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private record Line(
            long id,
            @Nullable String text,
            @Nullable Boolean flag,
            @Nullable Instant time,
            @Nullable BigDecimal number) {

        static Line of(long id) {
            return new Line(id, "text " + id, id % 2 == 0, Instant.EPOCH.plusSeconds(id), BigDecimal.valueOf(id));
        }
    }

    private final ConnectionFactory connections =
            ConnectionFactories.get(StorageConfiguration.r2dbcOptions(DatabaseAddress.parse(DATABASE.url())));
    private final DatabaseClient db = DatabaseClient.create(connections);

    @BeforeEach
    void createTable() {
        execute("CREATE TABLE line (id bigint PRIMARY KEY, text text, flag boolean, time timestamptz, number numeric)");
    }

    @AfterEach
    void dropTable() {
        execute("DROP TABLE line");
    }

    @Test
    void valuesArriveAsTheyWere() {
        var lines = List.of(
                new Line(Long.MIN_VALUE, null, null, null, null),
                new Line(0, "", false, Instant.parse("1969-12-31T23:59:59.999999Z"), BigDecimal.ZERO),
                new Line(
                        1, "tab\t line\n \\N \"quoted\" Zürich 文書 😀", true, Instant.EPOCH, new BigDecimal("-0.00010")),
                new Line(
                        Long.MAX_VALUE,
                        "NULL",
                        true,
                        Instant.parse("2026-11-29T12:00:00.123456Z"),
                        BigDecimal.TEN.pow(30)));
        assertThat(copy(Flux.fromIterable(lines))).isEqualTo(4);
        assertThat(stored()).containsExactlyElementsOf(lines);
    }

    @Test
    void timesAreRoundedToMicroseconds() {
        copy(Flux.just("1969-12-31T23:59:59.9999996Z", "2026-01-01T00:00:00.0000014Z")
                .map(time -> new Line(time.charAt(0), null, null, Instant.parse(time), null)));
        assertThat(stored())
                .extracting(Line::time)
                .containsExactly(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00.000001Z"));
    }

    @Test
    void textsLoseTheirNulCharacters() {
        copy(Flux.just(new Line(1, "a\0b", null, null, null)));
        assertThat(stored()).extracting(Line::text).containsExactly("a b");
    }

    @Test
    void numbersOfAnySizeArriveAsTheyWere() {
        var digits = "98765432101234567890";
        var numbers = IntStream.rangeClosed(-12, 30)
                .mapToObj(scale -> new BigDecimal("-" + digits.substring(0, 1 + Math.floorMod(scale, 20)))
                        .scaleByPowerOfTen(-scale))
                .toList();
        copy(Flux.range(0, numbers.size()).map(i -> new Line(i, null, null, null, numbers.get(i))));
        assertThat(texts("SELECT number::text FROM line ORDER BY id"))
                .containsExactlyElementsOf(
                        numbers.stream().map(BigDecimal::toPlainString).toList());
    }

    @Test
    void manyRowsArrive() {
        var lines = IntStream.range(0, 1_001).mapToObj(Line::of).toList();
        assertThat(copy(Flux.fromIterable(lines))).isEqualTo(1_001);
        assertThat(stored()).containsExactlyElementsOf(lines);
    }

    @Test
    void noRowsAreFine() {
        assertThat(copy(Flux.empty())).isZero();
    }

    @Test
    void rowsThatFailLetItFailAsTheyDidAndStoreNothing() {
        var broken = new IllegalStateException("the connector broke");
        assertThatThrownBy(() -> copy(Flux.range(0, 1_000).map(Line::of).concatWith(Flux.error(broken))))
                .isSameAs(broken);
        assertThat(stored()).isEmpty();
    }

    @Test
    void anErrorOfTheDatabaseIsToldAndTheConnectionGoesOn() {
        assertThatThrownBy(() -> copy(Flux.just(Line.of(1), Line.of(1)))).hasMessageContaining("duplicate key");
        assertThat(copy(Flux.just(Line.of(1)))).isEqualTo(1);
    }

    private long copy(Flux<Line> lines) {
        return Objects.requireNonNull(CopyIn.<Line>into("line")
                .int8("id", Line::id)
                .text("text", Line::text)
                .bool("flag", Line::flag)
                .timestamptz("time", Line::time)
                .numeric("number", Line::number)
                .copy(db, lines)
                .block(LIMIT));
    }

    private List<Line> stored() {
        return Objects.requireNonNull(db.sql("SELECT * FROM line ORDER BY id")
                .map(row -> new Line(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        row.get("text", String.class),
                        row.get("flag", Boolean.class),
                        row.get("time", Instant.class),
                        row.get("number", BigDecimal.class)))
                .all()
                .collectList()
                .block(LIMIT));
    }

    private List<String> texts(String sql) {
        return Objects.requireNonNull(db.sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collectList()
                .block(LIMIT));
    }

    private void execute(String sql) {
        db.sql(sql).then().block(LIMIT);
    }
}
