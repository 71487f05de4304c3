package dev.tributary.engine.sync;

import dev.tributary.engine.storage.BenchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the database alone takes for the same rows: the floor that the engine is measured against. */
final class BenchFloor {

    private static final int PAGE = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final BenchDatabase database;
    private final DatabaseClient db;

    BenchFloor(BenchDatabase database) {
        this.database = database;
        this.db = database.client();
    }

    /** The ids and hashes of a listing through the same driver, joined page by page, and what is missing by their ids. */
    double unnestPages(long connector, int count) {
        return pages(connector, count, "document");
    }

    /** The same with the engine's way to find the rows of a page: the fastest that we know. */
    double indexWalkPages(long connector, int count) {
        return pages(connector, count, """
                (SELECT id, connector_id, external_id, source_version FROM document
                 WHERE connector_id = :connector AND external_id = ANY((SELECT :ids::text[])::text[]) OFFSET 0)""");
    }

    /** So many rows by their key, four at a time: what statements cost that cost nothing else. */
    double roundTrips(long connector, int count) {
        var start = System.nanoTime();
        Flux.range(0, count)
                .flatMap(
                        _ -> db.sql("SELECT name FROM connector WHERE id = :id")
                                .bind("id", connector)
                                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                                .one(),
                        4)
                .blockLast(LIMIT);
        return (System.nanoTime() - start) / 1e9;
    }

    private double pages(long connector, int count, String documents) {
        var start = System.nanoTime();
        execute("CREATE UNLOGGED TABLE floor_seen (document_id bigint NOT NULL)");
        var same = Flux.range(0, (count + PAGE - 1) / PAGE)
                .concatMap(page -> comparePage(connector, page * PAGE, Math.min(count, (page + 1) * PAGE), documents))
                .reduce(0L, Long::sum)
                .block(LIMIT);
        var missing = number("""
                SELECT count(*) FROM document d WHERE d.connector_id = %d
                AND NOT EXISTS (SELECT 1 FROM floor_seen s WHERE s.document_id = d.id)""".formatted(connector));
        var seconds = (System.nanoTime() - start) / 1e9;
        execute("DROP TABLE floor_seen");
        check(Objects.requireNonNull(same), count, missing);
        return seconds;
    }

    private Mono<Long> comparePage(long connector, int from, int to, String documents) {
        var ids = new String[to - from];
        var hashes = new String[to - from];
        for (int i = from; i < to; i++) {
            ids[i - from] = "gen-" + i;
            hashes[i - from] = "generated:gen-" + i + ":1";
        }
        return db.sql("""
                        WITH same AS (
                          SELECT d.id FROM unnest(:ids::text[], :hashes::text[]) AS p(external_id, hash)
                          JOIN %s d ON d.connector_id = :connector AND d.external_id = p.external_id
                          WHERE d.source_version = p.hash),
                        seen AS (INSERT INTO floor_seen SELECT id FROM same)
                        SELECT count(*) FROM same""".formatted(documents))
                .bind("ids", ids)
                .bind("hashes", hashes)
                .bind("connector", connector)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    /** The same ids and hashes by COPY into an unlogged staging table, compared in one statement at the end. */
    double staging(long connector, int count) {
        var start = System.nanoTime();
        try (var jdbc = database.jdbc()) {
            run(jdbc, "CREATE UNLOGGED TABLE floor_staging (external_id text, hash text)");
            copy(jdbc, "floor_staging (external_id, hash)", count);
            var same = number("""
                    SELECT count(*) FROM floor_staging s JOIN document d
                    ON d.connector_id = %d AND d.external_id = s.external_id AND d.source_version = s.hash""".formatted(connector));
            var missing = number("""
                    SELECT count(*) FROM document d WHERE d.connector_id = %d
                    AND NOT EXISTS (SELECT 1 FROM floor_staging s WHERE s.external_id = d.external_id)""".formatted(connector));
            var seconds = (System.nanoTime() - start) / 1e9;
            run(jdbc, "DROP TABLE floor_staging");
            check(same, count, missing);
            return seconds;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Connection jdbc, String table, int count) throws SQLException, IOException {
        var copy = jdbc.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
        var rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("gen-").append(i).append("\tgenerated:gen-").append(i).append(":1\n");
            if (rows.length() > 60_000 || i == count - 1) {
                var bytes = rows.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                copy.writeToCopy(bytes, 0, bytes.length);
                rows.setLength(0);
            }
        }
        copy.endCopy();
    }

    /** The rows of the documents, as the source gives them, by plain COPY into a table with a primary key. */
    double copy(long connector) {
        return copyText(connector, """
                CREATE TABLE floor_copy (external_id text PRIMARY KEY, title text, hash text, body text)""");
    }

    /** The same with a full-text index on the text. */
    double copyIndexed(long connector) {
        return copyText(connector, """
                CREATE TABLE floor_copy (external_id text PRIMARY KEY, title text, hash text, body text,
                  terms tsvector GENERATED ALWAYS AS (to_tsvector('english', body)) STORED);
                CREATE INDEX floor_terms ON floor_copy USING gin (terms)
                  WITH (fastupdate = on, gin_pending_list_limit = 65536)""");
    }

    private double copyText(long connector, String table) {
        try (var jdbc = database.jdbc()) {
            run(jdbc, table);
            var file = Files.createTempFile("tributary-bench", ".copy");
            try (var out = Files.newOutputStream(file)) {
                jdbc.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                        COPY (SELECT d.external_id, d.title, d.source_version, c.markdown
                              FROM document d JOIN document_content c ON c.document_id = d.id
                              WHERE d.connector_id = %d ORDER BY d.id) TO STDOUT""".formatted(connector), out);
            }
            run(jdbc, "CHECKPOINT");
            var start = System.nanoTime();
            try (var in = Files.newInputStream(file)) {
                jdbc.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY floor_copy (external_id, title, hash, body) FROM STDIN", in, 1 << 16);
            }
            var seconds = (System.nanoTime() - start) / 1e9;
            Files.delete(file);
            run(jdbc, "DROP TABLE floor_copy");
            return seconds;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(long same, int count, long missing) {
        if (same != count || missing != 0) {
            throw new IllegalStateException("the floor saw %d of %d, %d missing".formatted(same, count, missing));
        }
    }

    private void execute(String sql) {
        db.sql(sql).then().block(LIMIT);
    }

    private long number(String sql) {
        return Objects.requireNonNull(db.sql(sql)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block(LIMIT));
    }

    private static void run(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }
}
