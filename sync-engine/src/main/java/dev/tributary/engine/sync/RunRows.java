package dev.tributary.engine.sync;

import dev.tributary.engine.sync.Run.Counts;
import dev.tributary.engine.sync.Run.Progress;
import dev.tributary.engine.sync.Run.Sample;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads runs. */
final class RunRows {

    /** To be followed by conditions on {@code r}, the run; needs {@code :now}. */
    static final String SELECT = """
            SELECT r.*, c.name AS connector_name, c.state AS connector_state,
              CASE WHEN r.state = 'running' THEN (SELECT count(*) FROM (
                SELECT FROM document d WHERE d.connector_id = r.connector_id AND d.fetch_due <= :now
                  AND d.excluded_at IS NULL AND d.tombstoned_at IS NULL LIMIT %1$d) counted)
                ELSE 0 END AS pending_fetches,
              CASE WHEN r.state = 'running' THEN (SELECT count(*) FROM (
                SELECT FROM document d WHERE d.connector_id = r.connector_id AND d.index_due LIMIT %1$d) counted)
                ELSE 0 END AS pending_index,
              CASE WHEN r.state = 'queued' THEN (
                SELECT count(*) FROM sync_run q JOIN connector qc ON qc.id = q.connector_id AND qc.state = 'active'
                WHERE q.state = 'queued' AND q.id < r.id) ELSE 0 END AS ahead
            FROM sync_run r JOIN connector c ON c.id = r.connector_id
            """.formatted(Progress.COUNTED);

    private static final TypeReference<Map<String, List<Sample>>> SAMPLE = new TypeReference<>() {};

    private final JsonMapper json;

    RunRows(JsonMapper json) {
        this.json = json;
    }

    Run run(Readable row) {
        var state = RunState.parse(text(row, "state"));
        return new Run(
                number(row, "id"),
                new Run.Source(number(row, "connector_id"), text(row, "connector_name")),
                RunKind.parse(text(row, "kind")).orElseThrow(),
                state,
                text(row, "reason"),
                times(row),
                counts(row),
                progress(row, state),
                Optional.ofNullable(row.get("sample", Json.class))
                        .map(sample -> json.readValue(sample.asString(), SAMPLE))
                        .orElse(Map.of()),
                Optional.ofNullable(row.get("error", Json.class))
                        .map(error -> json.readValue(error.asString(), RunError.class)),
                Optional.ofNullable(row.get("remark", String.class)));
    }

    private static Run.Times times(Readable row) {
        return new Run.Times(
                Objects.requireNonNull(row.get("requested_at", Instant.class)),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
    }

    private static Counts counts(Readable row) {
        return new Counts(
                number(row, "listed"),
                number(row, "added"),
                number(row, "updated"),
                number(row, "moved"),
                number(row, "unchanged"),
                number(row, "skipped"),
                number(row, "filtered"),
                number(row, "excluded"),
                number(row, "failed"),
                number(row, "duplicates"),
                number(row, "refreshed"),
                number(row, "fetched"),
                number(row, "changed_between"),
                number(row, "indexed"),
                number(row, "tombstoned"),
                number(row, "purged"),
                number(row, "restored"),
                number(row, "held"));
    }

    private static Progress progress(Readable row, RunState state) {
        return new Progress(
                number(row, "pages"),
                number(row, "pending_fetches"),
                number(row, "pending_index"),
                Boolean.TRUE.equals(row.get("cancel_requested", Boolean.class)),
                state == RunState.QUEUED ? queued(text(row, "connector_state"), number(row, "ahead")) : null);
    }

    private static @Nullable String queued(String connectorState, long ahead) {
        if (!connectorState.equals("active") && !connectorState.equals("draft")) {
            return "the connector is %s; resume it, or cancel this run".formatted(connectorState);
        }
        return ahead == 0 ? "queued: next to start" : "queued behind " + ahead;
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class), column);
    }
}
