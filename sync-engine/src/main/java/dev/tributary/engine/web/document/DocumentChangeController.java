package dev.tributary.engine.web.document;

import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.DocumentChanges;
import dev.tributary.engine.knowledge.DocumentChanges.Outcome;
import dev.tributary.engine.knowledge.DocumentDeed;
import dev.tributary.engine.knowledge.Documents;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.sync.RunQueue.Answer;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Documents")
class DocumentChangeController {
    private final DocumentChanges changes;
    private final Documents documents;
    private final DueReading reading;
    private final StoredConnectors connectors;

    DocumentChangeController(
            DocumentChanges changes, Documents documents, DueReading reading, StoredConnectors connectors) {
        this.changes = changes;
        this.documents = documents;
        this.reading = reading;
        this.connectors = connectors;
    }

    @PostMapping("/documents/{id}/exclude")
    @Operation(summary = "Hide a document at once; no run removes or restores it")
    Mono<DocumentView> exclude(@PathVariable String id) {
        return change(DocumentDeed.EXCLUDE, id);
    }

    @PostMapping("/documents/{id}/restore")
    @Operation(
            summary = "Show an excluded or removed document again",
            description =
                    "Its content is read again where it may have changed. A removed one that the source still does not"
                            + " list is kept from then on.")
    Mono<DocumentView> restore(@PathVariable String id) {
        return change(DocumentDeed.RESTORE, id);
    }

    @PostMapping("/documents/{id}/retry")
    @Operation(summary = "Read a failed document again now")
    Mono<DocumentView> retry(@PathVariable String id) {
        return change(DocumentDeed.RETRY, id);
    }

    private Mono<DocumentView> change(DocumentDeed deed, String id) {
        var document = PublicId.parse("document", id);
        return Caller.current()
                .flatMap(caller -> changes.change(caller.actor(), deed, document)
                        .flatMap(outcome -> answer(caller.actor(), id, outcome)));
    }

    private Mono<DocumentView> answer(Actor actor, String id, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(long connector, boolean reads) ->
                (reads ? reading.start(actor, connector).then() : Mono.<Void>empty())
                        .then(documents.find(PublicId.parse("document", id)))
                        .map(DocumentView::of);
            case Outcome.Refused(var state) ->
                Mono.error(Problem.conflict(
                        "Document %s is %s, which this does not apply to.".formatted(id, state.wire())));
            case Outcome.NoDocument _ -> Mono.error(Problem.notFound("document", id));
        };
    }

    @PostMapping("/connectors/{id}/retry-failed")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Read all failed documents of a connector again now",
            description =
                    "Starts a sync unless one is under way, which reads them then. While the connector is paused they"
                            + " wait until it is resumed.")
    Mono<Retried> retryFailed(@PathVariable String id) {
        var connector = PublicId.parse("connector", id);
        return connectors
                .find(connector)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)))
                .flatMap(_ -> Caller.current())
                .flatMap(caller -> changes.retryFailed(caller.actor(), connector)
                        .flatMap(count -> count == 0
                                ? Mono.just(new Retried(0, null))
                                : reading.start(caller.actor(), connector).map(answer -> Retried.of(count, answer))));
    }

    @Schema(name = "Retried")
    record Retried(
            @Schema(description = "How many documents are read again")
            long documents,

            @Schema(description = "The run that reads them; absent while the connector is paused") @Nullable
            String runId) {

        static Retried of(long documents, Answer answer) {
            return new Retried(
                    documents,
                    switch (answer) {
                        case Answer.Queued(long run) -> PublicId.of(run);
                        case Answer.UnderWay underWay -> PublicId.of(underWay.run());
                        case Answer.Paused _, Answer.NothingHeld _, Answer.Draft _, Answer.NoConnector _ -> null;
                    });
        }
    }
}
