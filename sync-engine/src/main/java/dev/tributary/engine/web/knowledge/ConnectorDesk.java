package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.knowledge.ConnectorChanges;
import dev.tributary.engine.knowledge.ConnectorCreation;
import dev.tributary.engine.knowledge.ConnectorOrder;
import dev.tributary.engine.knowledge.ConnectorPatch;
import dev.tributary.engine.knowledge.ConnectorStates;
import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.schedule.Agenda;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.engine.web.knowledge.ConnectorController.PreviewForm;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes a form to its end: checked, accepted by the source, stored, on the agenda. */
@Component
final class ConnectorDesk {

    private final SourceGate gate;
    private final Deeds deeds;
    private final Agenda agenda;
    private final Clock clock;

    /** What can be done with connectors. */
    @Component
    record Deeds(ConnectorCreation creation, ConnectorChanges changes, ConnectorStates states) {}

    ConnectorDesk(SourceGate gate, Deeds deeds, Agenda agenda, Clock clock) {
        this.gate = gate;
        this.deeds = deeds;
        this.agenda = agenda;
        this.clock = clock;
    }

    /** The id of the new connector; empty if there is no such knowledge base. */
    Mono<Long> create(Actor actor, long knowledgeBase, ConnectorForm form) {
        var type = gate.declared(form.type());
        var errors = new FieldErrors();
        var name = Objects.requireNonNullElse(form.name(), type.name());
        var disabled = Objects.requireNonNullElse(form.disabledTagIds(), List.<String>of());
        var schedule = form.schedule(clock.instant(), errors);
        ConnectorForm.checkName(name, errors);
        ConnectorForm.checkTags(type, disabled, errors);
        return gate.known(form.input(type))
                .doOnNext(input -> {
                    input.check(SourceInput.Extent.WHOLE, errors);
                    errors.orThrow();
                })
                .flatMap(gate::accepted)
                .map(answers -> new ConnectorOrder(
                        type,
                        name.strip(),
                        answers,
                        disabled.stream().distinct().toList(),
                        schedule,
                        Boolean.TRUE.equals(form.draft())))
                .flatMap(order -> deeds.creation().create(actor, knowledgeBase, order))
                .delayUntil(agenda::now);
    }

    Mono<Void> change(Actor actor, String id, ConnectorChangeForm form) {
        return gate.connector(id).flatMap(stored -> {
            var type = gate.typeOf(stored);
            return gate.known(form.input(type, stored))
                    .doOnNext(input -> form.check(type, input, clock.instant()))
                    .flatMap(input -> accepted(form, input))
                    .flatMap(patch -> deeds.changes().change(actor, stored, patch))
                    .flatMap(outcome -> answered(outcome, stored));
        });
    }

    private Mono<ConnectorPatch> accepted(ConnectorChangeForm form, SourceInput input) {
        var accepted = form.concernsSource()
                ? gate.accepted(input).map(Optional::of)
                : Mono.just(Optional.<SourceAnswers>empty());
        return accepted.map(answers -> form.patch(answers, input, clock.instant()));
    }

    private Mono<Void> answered(ConnectorChanges.Outcome outcome, StoredConnector connector) {
        return switch (outcome) {
            case DONE -> agenda.now(connector.id());
            case OVERTAKEN ->
                Mono.error(
                        Problem.conflict("Somebody else changed this connector just now; look at it and try again."));
        };
    }

    Mono<Void> pause(Actor actor, String id) {
        return real(id).then(Mono.defer(() -> found(deeds.states().pause(actor, number(id)), id)));
    }

    Mono<Void> resume(Actor actor, String id) {
        return real(id).then(Mono.defer(() -> found(deeds.states().resume(actor, number(id)), id)))
                .then(Mono.defer(() -> agenda.now(number(id))));
    }

    private Mono<StoredConnector> real(String id) {
        return gate.connector(id).doOnNext(stored -> {
            if (stored.state() == StoredConnector.State.DRAFT) {
                throw Problem.conflict("The connector is a draft; PATCH it with draft false first, or delete it.");
            }
        });
    }

    Mono<Void> delete(Actor actor, String id, String documents) {
        var fate = switch (documents) {
            case "keep" -> ConnectorStates.Documents.KEEP;
            case "delete" -> ConnectorStates.Documents.DELETE;
            default -> throw Problem.invalid("documents", "must be keep or delete");
        };
        return found(deeds.states().delete(actor, number(id), fate), id).then(Mono.defer(() -> agenda.now(number(id))));
    }

    /** The id of the queued run. */
    Mono<Long> preview(Actor actor, String id, PreviewForm form) {
        return gate.connector(id).doOnNext(stored -> requireActive(stored)).flatMap(stored -> {
            var source = new SourceForm(null, form.credentialId(), null, form.config());
            return gate.known(source.input(gate.typeOf(stored), Optional.of(stored)))
                    .doOnNext(ConnectorDesk::requireWhole)
                    .flatMap(gate::accepted)
                    .flatMap(answers -> deeds.states().preview(actor, stored.id(), answers))
                    .switchIfEmpty(Mono.error(() ->
                            Problem.conflict("A run of this connector is under way; wait for its end, or cancel it.")))
                    .delayUntil(_ -> agenda.now(stored.id()));
        });
    }

    private static void requireWhole(SourceInput input) {
        var errors = new FieldErrors();
        input.check(SourceInput.Extent.WHOLE, errors);
        errors.orThrow();
    }

    private static void requireActive(StoredConnector stored) {
        if (stored.state() != StoredConnector.State.ACTIVE && stored.state() != StoredConnector.State.DRAFT) {
            throw Problem.conflict("The connector is %s; resume it first."
                    .formatted(stored.state().wire()));
        }
    }

    private static Mono<Void> found(Mono<Boolean> done, String id) {
        return done.flatMap(found -> found ? Mono.empty() : Mono.error(Problem.notFound("connector", id)));
    }

    private static long number(String id) {
        return PublicId.parse("connector", id);
    }
}
