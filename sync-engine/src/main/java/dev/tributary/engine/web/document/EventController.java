package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentEvents;
import dev.tributary.engine.knowledge.Documents;
import dev.tributary.engine.sync.Run;
import dev.tributary.engine.sync.Runs;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Documents")
class EventController {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String FILTERS =
            "kind: what was done, such as added, updated, failed or purged. q: in title, id or address of the document.";

    private final DocumentEvents events;
    private final Documents documents;
    private final Runs runs;

    EventController(DocumentEvents events, Documents documents, Runs runs) {
        this.events = events;
        this.documents = documents;
        this.runs = runs;
    }

    @GetMapping("/documents/{id}/history")
    @Operation(summary = "List what happened to a document, newest first", description = "Also of one that is gone")
    Mono<Page<EventView>> history(@PathVariable String id, @ParameterObject PageOf page) {
        var document = PublicId.parse("document", id);
        var query = page.query();
        return events.ofDocument(document, query.idOr(Long.MAX_VALUE), query.rows())
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? known(document, id).thenReturn(rows) : Mono.just(rows))
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), EventView::of));
    }

    @GetMapping("/runs/{id}/documents")
    @Operation(summary = "List what a run did with documents, in the order in which it did", description = FILTERS)
    Mono<Page<EventView>> ofRun(
            @PathVariable String id, @ParameterObject EventQuery wanted, @ParameterObject PageOf page) {
        var run = PublicId.parse("run", id);
        var filter = wanted.filter();
        var query = page.query();
        return run(id).flatMap(_ ->
                        events.ofRun(run, filter, query.idOr(0), query.rows()).collectList())
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), EventView::of));
    }

    @GetMapping(path = "/runs/{id}/documents.csv", produces = CSV)
    @Operation(
            summary = "Download what a run did with documents, however many, as comma-separated values",
            description = FILTERS + " A cell that a spreadsheet would take for a formula begins with an apostrophe.")
    @ApiResponse(
            responseCode = "200",
            description = "A header, and a line per event",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> csv(@PathVariable String id, @ParameterObject EventQuery wanted) {
        var filter = wanted.filter();
        return run(id).map(run -> ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"run-%d-documents.csv\"".formatted(run.id()))
                .body(events.allOfRun(run.id(), filter).map(EventCsv::line).startWith(EventCsv.HEADER)));
    }

    private Mono<Run> run(String id) {
        return runs.find(PublicId.parse("run", id)).switchIfEmpty(Mono.error(() -> Problem.notFound("run", id)));
    }

    private Mono<Void> known(long document, String id) {
        return documents
                .find(document)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document", id)))
                .then();
    }
}
