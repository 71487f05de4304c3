package dev.tributary.engine.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import io.r2dbc.postgresql.codec.Json;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Adds connectors: settings, sealed secrets, tag slots, the first run and the audit entry come together or not at all. */
@Component
public final class ConnectorCreation {

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final TagAssignment tags;
    private final ConnectorColumns columns;
    private final ChangeRuns runs;
    private final Audit audit;
    private final Clock clock;

    /** What a change of a connector writes with. */
    @Component
    record Parts(DatabaseClient db, TransactionalOperator transaction, ConnectorColumns columns, ChangeRuns runs) {}

    ConnectorCreation(Parts parts, TagAssignment tags, Audit audit, Clock clock) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.columns = parts.columns();
        this.runs = parts.runs();
        this.tags = tags;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns the id of the new connector, which has neither slots nor a run while it is a draft; empty if there is no such knowledge base. */
    public Mono<Long> create(Actor actor, long knowledgeBase, ConnectorOrder order) {
        return tags.assign(knowledgeBase, order.type(), order.disabledTags(), OptionalLong.empty())
                .map(assigned -> order.isDraft() ? TagSlots.NONE : assigned.slots())
                .flatMap(slots -> nextId().delayUntil(id -> insert(id, knowledgeBase, order, slots))
                        .delayUntil(id ->
                                order.isDraft() ? Mono.<Long>empty() : runs.queue(id, "sync", "created", Json.of("{}")))
                        .delayUntil(id -> audit.record(
                                actor,
                                order.isDraft() ? "connector.draft" : "connector.create",
                                "connector:" + id,
                                Map.of("type", order.type().id(), "name", order.name()))))
                .as(transaction::transactional);
    }

    /** Known before the row is there, for secrets are sealed for the row they go to. */
    private Mono<Long> nextId() {
        return db.sql("SELECT nextval(pg_get_serial_sequence('connector', 'id'))")
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }

    private Mono<Void> insert(long id, long knowledgeBase, ConnectorOrder order, TagSlots slots) {
        var spec = db.sql("""
                        INSERT INTO connector (id, knowledge_base_id, type, name, config, secrets, credential_id, tag_slots,
                            disabled_tags, schedule, state, configured_at, created_at, updated_at)
                        OVERRIDING SYSTEM VALUE VALUES (:id, :kb, :type, :name, :config, :secrets, :credential, :slots,
                            :disabled, :schedule, :state, :now, :now, :now)""")
                .bind("id", id)
                .bind("kb", knowledgeBase)
                .bind("type", order.type().id())
                .bind("name", order.name())
                .bind("config", columns.json(order.answers().config()))
                .bind("secrets", columns.json(columns.sealed(id, order.answers().secrets())))
                .bind("slots", columns.slots(slots))
                .bind("disabled", ConnectorColumns.texts(order.disabledTags()))
                .bind("schedule", columns.schedule(order.schedule()))
                .bind("state", order.isDraft() ? "draft" : "active")
                .bind("now", clock.instant());
        return ConnectorColumns.account(spec, order.answers().credential()).then();
    }
}
