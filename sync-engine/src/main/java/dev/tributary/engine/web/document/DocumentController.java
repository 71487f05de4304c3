package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentFilter;
import dev.tributary.engine.knowledge.DocumentState;
import dev.tributary.engine.knowledge.Documents;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.sync.Runs;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Documents", description = "What the knowledge bases hold, and what became of the rest")
class DocumentController {
    private static final Set<String> BUCKETS =
            Set.of("added", "updated", "moved", "unchanged", "skipped", "filtered", "excluded", "failed");
    /** Runs write no row for these alone; how a document stands tells more, and is indexed. */
    private static final Set<String> STATES = Set.of("skipped", "filtered", "excluded", "failed");

    private static final int LONGEST_WORDS = 200;

    private final Documents documents;
    private final StoredConnectors connectors;
    private final Runs runs;

    DocumentController(Documents documents, StoredConnectors connectors, Runs runs) {
        this.documents = documents;
        this.connectors = connectors;
        this.runs = runs;
    }

    @GetMapping("/connectors/{id}/documents")
    @Operation(
            summary = "List documents of a connector",
            description = "state: indexed, pending, failed, skipped, filtered, excluded, removed or held. bucket: what the last"
                    + " run that touched a document did with it. q: in title, id or address.")
    Mono<Page<DocumentView>> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String bucket,
            @RequestParam(required = false) @Nullable String q,
            PageOf page) {
        var connector = PublicId.parse("connector", id);
        var filter = filter(state, bucket, q);
        var query = page.query();
        return connectors
                .find(connector)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)))
                .flatMap(_ -> documents
                        .after(connector, filter, query.idOr(0), query.rows())
                        .collectList())
                .map(rows -> Page.of(rows, query, row -> Cursor.of(row.id()), DocumentView::of));
    }

    private static DocumentFilter filter(@Nullable String state, @Nullable String bucket, @Nullable String q) {
        var wanted = Optional.ofNullable(state).or(() -> Optional.ofNullable(bucket)
                .filter(STATES::contains));
        if (bucket != null && !BUCKETS.contains(bucket)) {
            throw Problem.invalid("bucket", "must be one of " + String.join(", ", BUCKETS.stream().sorted().toList()));
        }
        if (q != null && q.length() > LONGEST_WORDS) {
            throw Problem.invalid("q", "may have at most " + LONGEST_WORDS + " characters");
        }
        return new DocumentFilter(
                wanted.map(name -> DocumentState.parse(name)
                        .orElseThrow(() -> Problem.invalid(
                                "state",
                                "must be indexed, pending, failed, skipped, filtered, excluded, removed or held"))),
                Optional.ofNullable(bucket).filter(name -> !STATES.contains(name)),
                Optional.ofNullable(q).map(String::strip).filter(words -> !words.isEmpty()));
    }

    @GetMapping("/documents/{id}")
    @Operation(summary = "Show a document")
    Mono<DocumentView> show(@PathVariable String id) {
        return documents
                .find(PublicId.parse("document", id))
                .map(DocumentView::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document", id)));
    }

    @GetMapping(path = "/documents/{id}/content", produces = "text/markdown;charset=UTF-8")
    @Operation(summary = "Read the content of a document, as Markdown")
    Mono<String> content(@PathVariable String id) {
        var document = PublicId.parse("document", id);
        return documents
                .find(document)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("document", id)))
                .flatMap(_ -> documents.content(document))
                .switchIfEmpty(Mono.error(() -> Problem.of(
                        Problem.Kind.NOT_FOUND,
                        "No content of document %s is stored; GET /api/v1/documents/%s says why.".formatted(id, id))));
    }

    @GetMapping("/documents/{id}/history")
    @Operation(summary = "List what happened to a document, newest first", description = "Also of one that is gone")
    Mono<Page<EventView>> history(@PathVariable String id, PageOf page) {
        var document = PublicId.parse("document", id);
        var query = page.query();
        return documents
                .history(document, query.idOr(Long.MAX_VALUE), query.rows())
                .collectList()
                .flatMap(rows -> rows.isEmpty()
                        ? show(id).thenReturn(rows)
                        : Mono.just(rows))
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), EventView::of));
    }

    @GetMapping("/runs/{id}/documents")
    @Operation(summary = "List what a run did with documents, in the order in which it did")
    Mono<Page<EventView>> ofRun(@PathVariable String id, PageOf page) {
        var run = PublicId.parse("run", id);
        var query = page.query();
        return runs.find(run)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("run", id)))
                .flatMap(_ -> documents.ofRun(run, query.idOr(0), query.rows()).collectList())
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), EventView::of));
    }

    /** The query parameters of a page. */
    record PageOf(
            @Nullable Integer limit, @Nullable String cursor) {
        PageQuery query() {
            return PageQuery.of(limit, cursor);
        }
    }
}
