package dev.tributary.engine.knowledge;

import dev.tributary.engine.connector.ConnectorRegistry;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.knowledge.ConnectorPatch.Removals;
import dev.tributary.engine.knowledge.ConnectorPatch.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Changes connectors, in one transaction with all that follows from the change and the audit entry. */
@Component
public final class ConnectorChanges {

    /** What came of a change. */
    public enum Outcome {
        DONE,
        /** Somebody else changed the settings since they were read. */
        OVERTAKEN
    }

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final ConnectorColumns columns;
    private final ChangeRuns runs;
    private final StoredConnectors connectors;
    private final ConnectorRegistry registry;
    private final TagAssignment tags;
    private final Audit audit;
    private final Clock clock;

    /** Where changes find what they need to know. */
    @Component
    record Knowledge(StoredConnectors connectors, ConnectorRegistry registry, TagAssignment tags) {}

    ConnectorChanges(ConnectorCreation.Parts parts, Knowledge knowledge, Audit audit, Clock clock) {
        this.db = parts.db();
        this.transaction = parts.transaction();
        this.columns = parts.columns();
        this.runs = parts.runs();
        this.connectors = knowledge.connectors();
        this.registry = knowledge.registry();
        this.tags = knowledge.tags();
        this.audit = audit;
        this.clock = clock;
    }

    /** Changes what the patch names; {@code seen} is the connector the patch was made for. */
    public Mono<Outcome> change(Actor actor, StoredConnector seen, ConnectorPatch patch) {
        return slots(seen, patch)
                .flatMap(assigned -> locked(seen.id())
                        .filter(now -> isDraft(seen) == isDraft(now))
                        .filter(now -> patch.source().isEmpty() || isUntouched(seen, now))
                        .flatMap(_ -> apply(seen, patch, assigned)
                                .then(log(actor, seen, patch))
                                .thenReturn(Outcome.DONE)))
                .defaultIfEmpty(Outcome.OVERTAKEN)
                .as(transaction::transactional);
    }

    private static boolean isDraft(StoredConnector connector) {
        return connector.state() == StoredConnector.State.DRAFT;
    }

    /** A draft has none until it becomes a real connector. */
    private Mono<TagSlots> slots(StoredConnector seen, ConnectorPatch patch) {
        if (isDraft(seen) ? !patch.publishes() : patch.disabledTags().isEmpty()) {
            return Mono.just(seen.slots());
        }
        return reassigned(seen, patch.disabledTags().orElse(seen.disabledTags()));
    }

    private Mono<TagSlots> reassigned(StoredConnector seen, List<String> disabled) {
        return Mono.justOrEmpty(registry.declaration(seen.type()))
                .flatMap(type -> tags.assign(seen.knowledgeBase(), type, disabled, OptionalLong.of(seen.id())))
                .map(TagSlots.Assignment::slots);
    }

    private Mono<StoredConnector> locked(long id) {
        return db.sql("SELECT " + StoredConnectors.COLUMNS
                        + " FROM connector WHERE id = :id AND state <> 'deleting' FOR UPDATE")
                .bind("id", id)
                .map(connectors::connector)
                .one();
    }

    private static boolean isUntouched(StoredConnector seen, StoredConnector now) {
        return seen.config().equals(now.config())
                && seen.secrets().equals(now.secrets())
                && seen.credential().equals(now.credential());
    }

    private Mono<Void> apply(StoredConnector seen, ConnectorPatch patch, TagSlots slots) {
        return Mono.when(
                        patch.name().map(name -> rename(seen.id(), name)).orElseGet(Mono::empty),
                        patch.schedule()
                                .map(schedule -> reschedule(seen.id(), schedule))
                                .orElseGet(Mono::empty))
                .then(patch.disabledTags()
                        .map(disabled -> switchTags(seen, disabled, slots))
                        .orElseGet(Mono::empty))
                .then(patch.source().map(source -> reconfigure(seen, source)).orElseGet(Mono::empty))
                .then(isDraft(seen) && patch.publishes() ? publish(seen.id(), slots) : Mono.empty());
    }

    /** Its first run starts at once, or after the preview that is under way. */
    private Mono<Void> publish(long id, TagSlots slots) {
        return db.sql("""
                        UPDATE connector SET state = 'active', tag_slots = :slots, created_at = :now, updated_at = :now
                        WHERE id = :id""")
                .bind("id", id)
                .bind("slots", columns.slots(slots))
                .bind("now", clock.instant())
                .then()
                .then(runs.queueOrFollow(id, "created"));
    }

    private Mono<Void> rename(long id, String name) {
        return db.sql("UPDATE connector SET name = :name, updated_at = :now WHERE id = :id")
                .bind("id", id)
                .bind("name", name)
                .bind("now", clock.instant())
                .then();
    }

    /** A connector that waits for a person or backs off goes on doing so. */
    private Mono<Void> reschedule(long id, Schedule schedule) {
        var next = schedule.next(clock.instant());
        var spec = db.sql("""
                        UPDATE connector SET schedule = :schedule, updated_at = :now,
                            next_run_at = CASE WHEN state = 'active' AND waiting_for IS NULL THEN :next
                                ELSE next_run_at END
                        WHERE id = :id""")
                .bind("id", id)
                .bind("schedule", columns.schedule(schedule))
                .bind("now", clock.instant());
        spec = next.isPresent() ? spec.bind("next", next.get()) : spec.bindNull("next", Instant.class);
        return spec.then();
    }

    private Mono<Void> switchTags(StoredConnector seen, List<String> disabled, TagSlots slots) {
        return db.sql("""
                        UPDATE connector SET disabled_tags = :disabled, tag_slots = :slots, updated_at = :now,
                            retag = state <> 'draft', retagged_to = 0
                        WHERE id = :id""")
                .bind("id", seen.id())
                .bind("disabled", ConnectorColumns.texts(disabled))
                .bind("slots", columns.slots(slots))
                .bind("now", clock.instant())
                .then();
    }

    /** Everything is listed anew: what was seen under the old settings says nothing about the new ones. */
    private Mono<Void> reconfigure(StoredConnector seen, Source source) {
        var after = seen.with(
                source.answers().config(),
                sealed(seen, source),
                source.answers().credential());
        var spec = db.sql("""
                        UPDATE connector SET config = :config, secrets = :secrets, credential_id = :credential,
                            confirmed_scope = :confirmed, awaits_credential = false,
                            watermark = NULL, last_full_at = NULL, feed_token = NULL, suspect_listing = NULL,
                            waiting_for = NULL, configured_at = :now, updated_at = :now
                        WHERE id = :id""")
                .bind("id", seen.id())
                .bind("config", columns.json(after.config()))
                .bind("secrets", columns.json(after.secrets()))
                .bind("now", clock.instant());
        spec = source.removals() == Removals.CONFIRMED
                ? spec.bind("confirmed", after.scope())
                : spec.bindNull("confirmed", String.class);
        return ConnectorColumns.account(spec, after.credential())
                .then()
                .then(isDraft(seen) ? Mono.empty() : runs.queueOrFollow(seen.id(), "settings changed"));
    }

    private Map<String, String> sealed(StoredConnector seen, Source source) {
        var fresh = new HashMap<>(source.answers().secrets());
        fresh.keySet().retainAll(source.replaced());
        var sealed = new HashMap<>(seen.secrets());
        sealed.keySet().retainAll(source.answers().secretNames());
        sealed.putAll(columns.sealed(seen.id(), fresh));
        return sealed;
    }

    private Mono<Void> log(Actor actor, StoredConnector seen, ConnectorPatch patch) {
        var changed = changed(patch);
        var target = "connector:" + seen.id();
        var change = changed.isEmpty()
                ? Mono.<Void>empty()
                : audit.record(actor, "connector.change", target, Map.of("changed", String.join(", ", changed)));
        return isDraft(seen) && patch.publishes()
                ? change.then(audit.record(
                        actor,
                        "connector.create",
                        target,
                        Map.of("type", seen.type(), "name", patch.name().orElse(seen.name()))))
                : change;
    }

    private static List<String> changed(ConnectorPatch patch) {
        var changed = new ArrayList<String>();
        patch.name().ifPresent(_ -> changed.add("name"));
        patch.schedule().ifPresent(_ -> changed.add("schedule"));
        patch.disabledTags().ifPresent(_ -> changed.add("disabledTagIds"));
        patch.source().ifPresent(source -> {
            changed.add("config");
            source.answers().credential().ifPresent(_ -> changed.add("credentialId"));
            source.replaced().stream().sorted().forEach(name -> changed.add("secrets." + name));
            if (source.removals() == Removals.CONFIRMED) {
                changed.add("confirmRemovals");
            }
        });
        return changed;
    }
}
