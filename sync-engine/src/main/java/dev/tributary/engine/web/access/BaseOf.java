package dev.tributary.engine.web.access;

import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says to which knowledge base something belongs. */
@Component
class BaseOf {
    private static final Map<String, String> QUERIES = Map.of(
            "knowledge-bases", "SELECT id FROM knowledge_base WHERE id = :id",
            "connectors", "SELECT knowledge_base_id FROM connector WHERE id = :id",
            "runs",
                    "SELECT c.knowledge_base_id FROM sync_run r JOIN connector c ON c.id = r.connector_id WHERE r.id = :id",
            "documents", "SELECT knowledge_base_id FROM document WHERE id = :id");

    private final DatabaseClient database;

    BaseOf(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Empty if there is no such thing.
     *
     * @param kind as paths name it
     */
    Mono<Long> of(String kind, long id) {
        return database.sql(Objects.requireNonNull(QUERIES.get(kind), kind))
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
