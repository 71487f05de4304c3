package dev.tributary.engine.knowledge;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.Connector;
import dev.tributary.connector.Tags;
import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.storage.Unnest;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the tags of stored documents into the slots that their connector has now, from their stored metadata, without
 * asking the source. Goes in batches in the order of ids; what is done is remembered with the connector, so that a crash
 * costs a batch, and a further change meanwhile begins anew.
 */
@Component
public final class TagReapplication {

    private static final int BATCH = 1_000;
    private static final List<String> COLUMNS = TagSlots.all();
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private record Pending(StoredConnector connector, long done) {}

    private record Document(long id, Attributes metadata) {}

    private record Tagged(long id, Tags tags) {}

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final StoredConnectors connectors;
    private final ConnectorRegistry registry;
    private final JsonMapper json;

    TagReapplication(
            DatabaseClient db,
            TransactionalOperator transaction,
            StoredConnectors connectors,
            ConnectorRegistry registry,
            JsonMapper json) {
        this.db = db;
        this.transaction = transaction;
        this.connectors = connectors;
        this.registry = registry;
        this.json = json;
    }

    /** Does nothing for a connector whose tags are in place. Never runs beside a run of the same connector. */
    public Mono<Void> carryOut(long connector) {
        return Flux.defer(() -> pending(connector).flatMap(this::step).defaultIfEmpty(false))
                .repeat()
                .takeWhile(more -> more)
                .then();
    }

    private Mono<Pending> pending(long connector) {
        return db.sql("SELECT retagged_to, " + StoredConnectors.COLUMNS + " FROM connector WHERE id = :id AND retag")
                .bind("id", connector)
                .map(row -> new Pending(
                        connectors.connector(row), Objects.requireNonNull(row.get("retagged_to", Long.class))))
                .one();
    }

    private Mono<Boolean> step(Pending pending) {
        var source = registry.find(pending.connector().type());
        if (source.isEmpty()) {
            return finish(pending).thenReturn(true);
        }
        return batch(pending)
                .publishOn(Schedulers.parallel())
                .flatMap(documents -> documents.isEmpty()
                        ? finish(pending)
                        : write(pending, tagged(source.get(), documents)).as(transaction::transactional))
                .thenReturn(true);
    }

    private static List<Tagged> tagged(Connector source, List<Document> documents) {
        return documents.stream()
                .map(document -> new Tagged(document.id(), source.mapTags(document.metadata())))
                .toList();
    }

    private Mono<List<Document>> batch(Pending pending) {
        return db.sql("""
                        SELECT id, metadata FROM document WHERE connector_id = :connector AND id > :done
                        ORDER BY id LIMIT :batch""")
                .bind("connector", pending.connector().id())
                .bind("done", pending.done())
                .bind("batch", BATCH)
                .map(this::document)
                .all()
                .collectList();
    }

    private Document document(Readable row) {
        var metadata = Objects.requireNonNull(row.get("metadata", Json.class)).asString();
        return new Document(
                Objects.requireNonNull(row.get("id", Long.class)),
                Attributes.fromMap(Objects.requireNonNull(json.readValue(metadata, METADATA))));
    }

    private Mono<Void> write(Pending pending, List<Tagged> documents) {
        var slots = pending.connector().slots();
        var unnest = Unnest.of(documents).int8("id", Tagged::id);
        COLUMNS.forEach(column ->
                unnest.cast(column, TagSlots.sqlType(column), document -> slots.value(column, document.tags())));
        var sql = """
                UPDATE document d SET %s FROM %s p
                WHERE d.id = p.id AND (%s) IS DISTINCT FROM (%s)""".formatted(
                        COLUMNS.stream().map("%1$s = p.%1$s"::formatted).collect(Collectors.joining(", ")),
                        unnest.sql(),
                        columns("d."),
                        columns("p."));
        return unnest.bind(db.sql(sql))
                .then()
                .then(remember(pending, documents.getLast().id()));
    }

    private static String columns(String prefix) {
        return COLUMNS.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }

    private Mono<Void> remember(Pending pending, long done) {
        return advance(pending, "retagged_to = :to", done);
    }

    private Mono<Void> finish(Pending pending) {
        return advance(pending, "retag = false, retagged_to = :to", 0);
    }

    /** Does nothing if the tags were changed again: that began anew. */
    private Mono<Void> advance(Pending pending, String change, long to) {
        return db.sql("UPDATE connector SET " + change
                        + " WHERE id = :id AND retagged_to = :done AND tag_slots = :slots")
                .bind("id", pending.connector().id())
                .bind("to", to)
                .bind("done", pending.done())
                .bind(
                        "slots",
                        Json.of(json.writeValueAsString(
                                pending.connector().slots().byTag())))
                .then();
    }
}
