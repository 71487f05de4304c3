package dev.tributary.engine.knowledge;

import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.knowledge.TagSlots.Assignment;
import dev.tributary.engine.knowledge.TagSlots.Taken;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.TagDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives the tags of a connector their slots, under a lock of the knowledge base that ends with the transaction. */
@Component
public final class TagAssignment {

    private final DatabaseClient db;
    private final StoredConnectors connectors;
    private final ConnectorRegistry registry;

    TagAssignment(DatabaseClient db, StoredConnectors connectors, ConnectorRegistry registry) {
        this.db = db;
        this.connectors = connectors;
        this.registry = registry;
    }

    /**
     * Slots for all tags but the disabled ones; empty if there is no such knowledge base.
     *
     * @param own the connector itself, if it exists: its tags stay where they are
     */
    Mono<Assignment> assign(long knowledgeBase, ConnectorMeta type, List<String> disabled, OptionalLong own) {
        return db.sql("SELECT id FROM knowledge_base WHERE id = :id AND NOT deleting FOR UPDATE")
                .bind("id", knowledgeBase)
                .map(row -> row.get(0, Long.class))
                .one()
                .flatMap(_ -> assigned(knowledgeBase, type, disabled, own));
    }

    /** The slots that a new connector would get at this moment. */
    public Mono<Assignment> forecast(long knowledgeBase, ConnectorMeta type, List<String> disabled) {
        return assigned(knowledgeBase, type, disabled, OptionalLong.empty());
    }

    private Mono<Assignment> assigned(long knowledgeBase, ConnectorMeta type, List<String> disabled, OptionalLong own) {
        var enabled =
                type.tags().stream().filter(tag -> !disabled.contains(tag.id())).toList();
        return connectorsOf(knowledgeBase).map(all -> TagSlots.assign(enabled, taken(all, enabled, own)));
    }

    private Mono<List<StoredConnector>> connectorsOf(long knowledgeBase) {
        return db.sql("SELECT " + StoredConnectors.COLUMNS
                        + " FROM connector WHERE knowledge_base_id = :id ORDER BY id")
                .bind("id", knowledgeBase)
                .map(connectors::connector)
                .all()
                .collectList();
    }

    private List<Taken> taken(List<StoredConnector> all, List<TagDefinition> enabled, OptionalLong own) {
        var taken = new ArrayList<Taken>();
        all.stream()
                .sorted(Comparator.comparing(connector -> !isOwn(connector, own)))
                .forEach(connector -> connector.slots().byTag().forEach((tag, slot) -> {
                    if (!isOwn(connector, own)
                            || enabled.stream().anyMatch(one -> one.id().equals(tag))) {
                        taken.add(taken(connector, tag, slot));
                    }
                }));
        return taken;
    }

    private static boolean isOwn(StoredConnector connector, OptionalLong own) {
        return own.isPresent() && connector.id() == own.getAsLong();
    }

    /** A tag that its connector no longer declares keeps its slot from others. */
    private Taken taken(StoredConnector connector, String tag, String slot) {
        return registry.declaration(connector.type()).stream()
                .flatMap(meta -> meta.tags().stream())
                .filter(definition -> definition.id().equals(tag))
                .findFirst()
                .map(definition -> new Taken(definition.displayName(), definition.type(), slot))
                .orElseGet(() -> new Taken("\0" + tag, TagSlots.type(slot), slot));
    }
}
