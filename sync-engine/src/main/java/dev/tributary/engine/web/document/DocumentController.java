package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.Documents;
import dev.tributary.engine.knowledge.StoredConnectors;
import dev.tributary.engine.knowledge.UnreadableTag;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.util.MultiValueMap;
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
    private final Documents documents;
    private final StoredConnectors connectors;

    DocumentController(Documents documents, StoredConnectors connectors) {
        this.documents = documents;
        this.connectors = connectors;
    }

    @GetMapping("/connectors/{id}/documents")
    @Operation(summary = "List documents of a connector", description = DocumentQuery.DESCRIPTION)
    Mono<Page<DocumentView>> list(
            @PathVariable String id,
            @ParameterObject DocumentQuery wanted,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            @ParameterObject PageOf page) {
        var connector = PublicId.parse("connector", id);
        var filter = wanted.filter(TagParameters.of(parameters));
        var query = page.query();
        return connectors
                .find(connector)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)))
                .flatMap(_ -> documents
                        .ofConnector(connector, filter, query.idOr(0), query.rows())
                        .collectList())
                .onErrorMap(UnreadableTag.class, TagParameters::problem)
                .map(rows -> Page.of(rows, query, row -> Cursor.of(row.id()), DocumentView::of));
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
}
