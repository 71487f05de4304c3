package dev.tributary.engine.knowledge;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads connectors from the database. */
@Component
public final class StoredConnectors {

    public static final String COLUMNS = """
            id, knowledge_base_id, type, name, config, secrets, credential_id, tag_slots, disabled_tags, schedule, state,
            failures, watermark, feed_token, last_full_at, suspect_listing IS NOT NULL AS suspect, confirmed_scope""";

    private static final TypeReference<Map<String, List<String>>> ANSWERS = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final DatabaseClient db;
    private final JsonMapper json;

    public StoredConnectors(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    public Mono<StoredConnector> find(long id) {
        return db.sql("SELECT " + COLUMNS + " FROM connector WHERE id = :id")
                .bind("id", id)
                .map(this::connector)
                .one();
    }

    /** Reads a row that has {@link #COLUMNS}. */
    public StoredConnector connector(Readable row) {
        return new StoredConnector(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("knowledge_base_id", Long.class)),
                Objects.requireNonNull(row.get("type", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                json.readValue(text(row, "config"), ANSWERS),
                json.readValue(text(row, "secrets"), TEXTS),
                Optional.ofNullable(row.get("credential_id", Long.class)),
                new TagSlots(json.readValue(text(row, "tag_slots"), TEXTS)),
                Arrays.asList(Objects.requireNonNull(row.get("disabled_tags", String[].class))),
                ScheduleColumn.read(json, text(row, "schedule")),
                StoredConnector.State.valueOf(
                        Objects.requireNonNull(row.get("state", String.class)).toUpperCase(Locale.ROOT)),
                Objects.requireNonNull(row.get("failures", Integer.class)),
                Optional.ofNullable(row.get("watermark", Instant.class)),
                Optional.ofNullable(row.get("feed_token", String.class)),
                Optional.ofNullable(row.get("last_full_at", Instant.class)),
                Boolean.TRUE.equals(row.get("suspect", Boolean.class)),
                Optional.ofNullable(row.get("confirmed_scope", String.class)));
    }

    /** The connector with the config that the settings of a run name, if they name one. */
    public StoredConnector configured(StoredConnector stored, Json settings) {
        var named = json.readTree(settings.asString());
        var config = named.path("config");
        var account = named.path("credential");
        return config.isObject()
                ? stored.with(
                        json.treeToValue(config, ANSWERS),
                        stored.secrets(),
                        account.isNumber() ? Optional.of(account.asLong()) : stored.credential())
                : stored;
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Json.class)).asString();
    }
}
