package dev.tributary.engine.knowledge;

import dev.tributary.engine.knowledge.SearchFilters.Scope;
import io.r2dbc.postgresql.codec.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads which connectors there are to search in, and which of their tags is in which column. */
final class SearchScopes {

    private static final TypeReference<Map<String, String>> SLOTS = new TypeReference<>() {};

    private final DatabaseClient db;
    private final JsonMapper json;

    SearchScopes(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Mono<List<Scope>> ofKnowledgeBase(long id) {
        return scopes("knowledge_base_id = :id", id);
    }

    Mono<List<Scope>> ofConnector(long id) {
        return scopes("id = :id", id);
    }

    private Mono<List<Scope>> scopes(String condition, long id) {
        return db.sql("SELECT id, name, type, tag_slots FROM connector WHERE state <> 'draft' AND " + condition)
                .bind("id", id)
                .map(row -> new Scope(
                        Objects.requireNonNull(row.get("id", Long.class)),
                        Objects.requireNonNull(row.get("name", String.class)),
                        Objects.requireNonNull(row.get("type", String.class)),
                        new TagSlots(json.readValue(
                                Objects.requireNonNull(row.get("tag_slots", Json.class))
                                        .asString(),
                                SLOTS))))
                .all()
                .collectList();
    }
}
