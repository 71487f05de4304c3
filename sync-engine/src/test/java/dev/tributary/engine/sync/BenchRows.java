package dev.tributary.engine.sync;

import dev.tributary.engine.storage.BenchDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What plain COPY takes for the very rows that a first sync left behind, into tables with the same columns, indexes and
 * settings: one transaction, on a server that waits for the disk. The terms of the texts come ready made.
 */
final class BenchRows {

    private static final List<String> STORED = List.of("document", "document_content", "document_event");
    private static final List<String> SEARCHED = List.of("chunk", "chunk_search");

    private record Copied(String table, String columns, Path rows) {

        String floor() {
            return "floor_" + table;
        }
    }

    private final BenchDatabase database;

    BenchRows(BenchDatabase database) {
        this.database = database;
    }

    /** Documents, contents and events, the documents as they were before their texts were indexed. */
    double durable() {
        return copy(STORED, column -> switch (column) {
            case "index_due" -> "content_version IS NOT NULL";
            case "indexed_version" -> "NULL::text";
            default -> column;
        });
    }

    /** The same with the chunks of the texts and their full-text index. */
    double searchable() {
        var all = new ArrayList<>(STORED);
        all.addAll(SEARCHED);
        return copy(all, column -> column);
    }

    /** What a column is copied from. */
    private interface Source {
        String of(String column);
    }

    private double copy(List<String> tables, Source source) {
        try (var jdbc = database.jdbc()) {
            var copies = new ArrayList<Copied>();
            for (var table : tables) {
                copies.add(prepared(jdbc, table, source));
            }
            run(jdbc, "CHECKPOINT");
            var seconds = timed(jdbc, copies);
            for (var copied : copies) {
                check(jdbc, copied);
                run(jdbc, "DROP TABLE " + copied.floor());
                Files.delete(copied.rows());
            }
            return seconds;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Copied prepared(Connection jdbc, String table, Source source) throws SQLException, IOException {
        var names = list(jdbc, """
                SELECT column_name FROM information_schema.columns
                WHERE table_name = '%s' AND is_generated = 'NEVER' ORDER BY ordinal_position""".formatted(table));
        var copied = new Copied(table, String.join(", ", names), Files.createTempFile("tributary-bench", ".copy"));
        run(jdbc, "CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(copied.floor(), table));
        for (var option : list(jdbc, "SELECT unnest(reloptions) FROM pg_class WHERE relname = '%s'".formatted(table))) {
            run(jdbc, "ALTER TABLE %s SET (%s)".formatted(copied.floor(), option));
        }
        var order = names.contains("id") ? "id" : "document_id";
        var selected = String.join(", ", names.stream().map(source::of).toList());
        try (var out = Files.newOutputStream(copied.rows())) {
            copying(jdbc)
                    .copyOut(
                            "COPY (SELECT %s FROM %s ORDER BY %s) TO STDOUT (FORMAT binary)"
                                    .formatted(selected, table, order),
                            out);
        }
        return copied;
    }

    private static double timed(Connection jdbc, List<Copied> copies) throws SQLException, IOException {
        var start = System.nanoTime();
        jdbc.setAutoCommit(false);
        for (var copied : copies) {
            try (var in = Files.newInputStream(copied.rows())) {
                copying(jdbc)
                        .copyIn(
                                "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(copied.floor(), copied.columns()),
                                in,
                                1 << 16);
            }
        }
        jdbc.commit();
        var seconds = (System.nanoTime() - start) / 1e9;
        jdbc.setAutoCommit(true);
        return seconds;
    }

    private static void check(Connection jdbc, Copied copied) throws SQLException {
        var both = list(
                jdbc,
                "SELECT count(*)::text FROM %s UNION SELECT count(*)::text FROM %s"
                        .formatted(copied.table(), copied.floor()));
        if (both.size() != 1) {
            throw new IllegalStateException("%s and its copy have %s rows".formatted(copied.table(), both));
        }
    }

    private static CopyManager copying(Connection jdbc) throws SQLException {
        return jdbc.unwrap(PGConnection.class).getCopyAPI();
    }

    private static List<String> list(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement();
                var rows = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    private static void run(Connection jdbc, String sql) throws SQLException {
        try (var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }
}
