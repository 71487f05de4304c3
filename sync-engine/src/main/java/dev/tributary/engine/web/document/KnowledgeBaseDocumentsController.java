package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.Documents;
import dev.tributary.engine.knowledge.KnowledgeBases;
import dev.tributary.engine.knowledge.UnreadableTag;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/knowledge-bases/{kb}/documents")
@Tag(name = "Documents")
class KnowledgeBaseDocumentsController {
    private final Documents documents;
    private final KnowledgeBases knowledgeBases;

    KnowledgeBaseDocumentsController(Documents documents, KnowledgeBases knowledgeBases) {
        this.documents = documents;
        this.knowledgeBases = knowledgeBases;
    }

    @GetMapping
    @Operation(
            summary = "List documents of a knowledge base",
            description = "connector: only those of this one, also after it was deleted. " + DocumentQuery.DESCRIPTION)
    Mono<Page<DocumentView>> list(
            @PathVariable String kb,
            @RequestParam(required = false) @Nullable String connector,
            @ParameterObject DocumentQuery wanted,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters,
            @ParameterObject PageOf page) {
        var knowledgeBase = PublicId.parse("knowledge base", kb);
        var of = connector == null ? OptionalLong.empty() : OptionalLong.of(PublicId.parse("connector", connector));
        var filter = wanted.filter(TagParameters.of(parameters));
        var query = page.query();
        return knowledgeBases
                .exists(knowledgeBase)
                .filter(exists -> exists)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)))
                .flatMap(_ -> documents
                        .ofKnowledgeBase(knowledgeBase, of, filter, query.idOr(0), query.rows())
                        .collectList())
                .onErrorMap(UnreadableTag.class, TagParameters::problem)
                .map(rows -> Page.of(rows, query, row -> Cursor.of(row.id()), DocumentView::of));
    }
}
