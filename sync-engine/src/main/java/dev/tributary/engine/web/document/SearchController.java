package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.KnowledgeSearch;
import dev.tributary.engine.knowledge.SearchQuery;
import dev.tributary.engine.knowledge.UnreadableTag;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Search", description = "Finds what the knowledge bases hold")
class SearchController {
    private static final int LONGEST = 1_000;

    private final KnowledgeSearch search;

    SearchController(KnowledgeSearch search) {
        this.search = search;
    }

    @GetMapping("/api/v1/knowledge-bases/{kb}/search")
    @Operation(
            summary = "Search a knowledge base, best hits first",
            description =
                    "q: words, \"a phrase\", -not, or; from: (name of a connector, or author), type: (of connector),"
                            + " tag:value, before:2026-01-31, after:2026-01-01; a minus before one leaves those out. Parameters named"
                            + " tag.<id> ask for the value of a tag.")
    Mono<Hits> search(
            @PathVariable String kb,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        var knowledgeBase = PublicId.parse("knowledge base", kb);
        var query = query(q, TagParameters.of(parameters));
        return search.search(knowledgeBase, query, PageQuery.of(limit, null).limit())
                .onErrorMap(UnreadableTag.class, TagParameters::problem)
                .map(hits -> new Hits(hits.stream().map(Hit::of).toList()))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)));
    }

    private static SearchQuery query(String q, Map<String, String> tags) {
        if (q.length() > LONGEST) {
            throw Problem.invalid("q", "may have at most " + LONGEST + " characters");
        }
        try {
            var query = SearchQuery.parse(q, tags);
            if (query.isEmpty()) {
                throw Problem.invalid("q", "say what to search for");
            }
            return query;
        } catch (SearchQuery.Unreadable unreadable) {
            throw Problem.invalid("q", String.valueOf(unreadable.getMessage()));
        }
    }

    @Schema(name = "SearchHits")
    record Hits(List<Hit> items) {}

    @Schema(name = "SearchHit")
    record Hit(
            DocumentView document,
            double score,

            @Schema(description = "The part that fits best; absent when the document has no text") @Nullable
            Chunk chunk) {
        static Hit of(KnowledgeSearch.Hit hit) {
            var part = hit.chunk();
            return new Hit(
                    DocumentView.of(hit.document()),
                    hit.score(),
                    part == null ? null : new Chunk(PublicId.of(part.id()), part.heading(), part.highlighted()));
        }
    }

    @Schema(name = "Chunk")
    record Chunk(
            String id,
            String heading,

            @Schema(description = "HTML: its text without Markdown, escaped, the words found within <mark>")
            String highlighted) {}
}
