package dev.tributary.engine.web.document;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.HeldRemovals;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.schedule.RunStarts;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.engine.web.run.RunAnswers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/connectors/{id}/held-removals")
@Tag(name = "Held removals", description = "Removals so large that a person looks at them first")
class HeldRemovalController {
    private final HeldRemovals held;
    private final RunStarts starts;
    private final StoredConnectors connectors;

    HeldRemovalController(HeldRemovals held, RunStarts starts, StoredConnectors connectors) {
        this.held = held;
        this.starts = starts;
        this.connectors = connectors;
    }

    @GetMapping
    @Operation(summary = "List the documents whose removal is held, and why")
    Mono<HeldPage> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var connector = connector(id);
        var query = PageQuery.of(limit, cursor);
        return known(id)
                .then(Mono.zip(
                        held.size(connector),
                        held.after(connector, query.idOr(0), query.rows()).collectList(),
                        (size, rows) -> HeldPage.of(size, Page.of(
                                rows, query, row -> Cursor.of(row.document().id()), HeldView::of))));
    }

    @PostMapping("/apply")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Remove the held documents: starts a run of the kind applyRemovals")
    Mono<Applying> apply(@PathVariable String id) {
        var connector = connector(id);
        return Caller.current()
                .flatMap(caller -> starts.start(caller.actor(), connector, RunKind.APPLY_REMOVALS))
                .map(answer -> new Applying(PublicId.of(RunAnswers.queued(answer, id))));
    }

    @PostMapping("/keep")
    @Operation(summary = "Keep the held documents, although the source does not list them")
    Mono<Kept> keep(@PathVariable String id) {
        var connector = connector(id);
        return known(id)
                .then(Caller.current())
                .flatMap(caller -> held.keep(caller.actor(), connector))
                .map(Kept::new);
    }

    private static long connector(String id) {
        return PublicId.parse("connector", id);
    }

    private Mono<Void> known(String id) {
        return connectors
                .find(connector(id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)))
                .then();
    }

    @Schema(name = "HeldRemovals")
    record HeldPage(
            List<HeldView> items,
            @Nullable String nextCursor,
            @Schema(description = "How many are held in all") long total,
            @Schema(description = "Why they are held; absent when none is") @Nullable String reason) {

        static HeldPage of(HeldRemovals.Size size, Page<HeldView> page) {
            return new HeldPage(
                    page.items(),
                    page.nextCursor(),
                    size.held(),
                    size.held() == 0
                            ? null
                            : ("A complete listing left out %d of %d documents. That is more than a quarter of them and more"
                                            + " than 25, so nothing was removed: apply the removal, or keep the documents.")
                                    .formatted(size.held(), size.owned()));
        }
    }

    @Schema(name = "HeldRemoval")
    record HeldView(
            DocumentView document, String runId, Instant heldAt) {
        static HeldView of(HeldRemovals.Held held) {
            return new HeldView(DocumentView.of(held.document()), PublicId.of(held.run()), held.heldAt());
        }
    }

    @Schema(name = "ApplyingRemovals")
    record Applying(String runId) {}

    @Schema(name = "KeptDocuments")
    record Kept(@Schema(description = "How many documents are kept") long documents) {}
}
