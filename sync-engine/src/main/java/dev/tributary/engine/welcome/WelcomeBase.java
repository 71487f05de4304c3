package dev.tributary.engine.welcome;

import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.knowledge.ConnectorCreation;
import dev.tributary.engine.knowledge.ConnectorOrder;
import dev.tributary.engine.knowledge.KnowledgeBases;
import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.meta.ConnectorMeta;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The knowledge base "Welcome" with a connector that keeps it in step with the documents shipped with Tributary. */
@Component
final class WelcomeBase {

    static final String NAME = "Welcome";

    private static final String CONNECTOR_TYPE = "folder";

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final Making making;
    private final Clock clock;

    /** What knowledge bases and connectors are made with. */
    @Component
    record Making(KnowledgeBases knowledgeBases, ConnectorCreation connectors, ConnectorRegistry registry) {}

    /** What was made. */
    record Made(long knowledgeBase, long connector) {}

    WelcomeBase(DatabaseClient db, TransactionalOperator transaction, Making making, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.making = making;
        this.clock = clock;
    }

    /**
     * Makes the knowledge base if this is the first start and there never was another, in one transaction with the note
     * that it was done; empty otherwise. Of several processes that start together one makes it.
     */
    Mono<Made> make(Path folder) {
        return isFirstStart()
                .filter(first -> first)
                .flatMap(_ -> Mono.justOrEmpty(making.registry().declaration(CONNECTOR_TYPE)))
                .flatMap(type -> make(type, folder))
                .as(transaction::transactional);
    }

    private Mono<Boolean> isFirstStart() {
        return db.sql("""
                        INSERT INTO first_start (at) VALUES (:now) ON CONFLICT DO NOTHING
                        RETURNING pg_sequence_last_value(
                            pg_get_serial_sequence('knowledge_base', 'id')::regclass) IS NULL""")
                .bind("now", clock.instant())
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    private Mono<Made> make(ConnectorMeta type, Path folder) {
        var answers = new SourceAnswers(Map.of("path", List.of(folder.toString())), Map.of(), Optional.empty());
        var order = new ConnectorOrder(type, "Documents about Tributary", answers, List.of(), Schedule.DAILY, false);
        return making.knowledgeBases()
                .create(Actor.ENGINE, NAME, "What Tributary does and how to use it. Delete it when you know.")
                .flatMap(base -> making.connectors()
                        .create(Actor.ENGINE, base.id(), order)
                        .map(connector -> new Made(base.id(), connector)));
    }
}
