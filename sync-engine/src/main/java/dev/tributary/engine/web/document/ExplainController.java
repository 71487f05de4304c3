package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.Explanation;
import dev.tributary.engine.knowledge.Explanations;
import dev.tributary.engine.knowledge.Explanations.By;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Documents")
class ExplainController {
    private final Explanations explanations;

    ExplainController(Explanations explanations) {
        this.explanations = explanations;
    }

    @GetMapping("/api/v1/knowledge-bases/{kb}/explain")
    @Operation(summary = "Say why a document is, or is not, in a knowledge base: by url or by externalId")
    Mono<View> explain(
            @PathVariable String kb,
            @RequestParam(required = false) @Nullable String url,
            @RequestParam(required = false) @Nullable String externalId) {
        var id = PublicId.parse("knowledge base", kb);
        return found(id, url, externalId)
                .map(View::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)));
    }

    private Mono<Explanation> found(long kb, @Nullable String url, @Nullable String externalId) {
        if (externalId != null && !externalId.isBlank()) {
            return explanations.explain(kb, By.EXTERNAL_ID, externalId);
        }
        if (url != null && !url.isBlank()) {
            return explanations.explain(kb, By.URL, url.strip());
        }
        throw Problem.invalid("url", "give the address of the document, or its externalId");
    }

    @Schema(name = "Explanation")
    record View(
            @Schema(description = "The answer in short") String sentence,
            List<Finding> findings,
            @Schema(description = "What the connectors list, where none has it") List<Scope> scopes) {
        static View of(Explanation explanation) {
            return new View(
                    explanation.sentence(),
                    explanation.findings().stream().map(Finding::of).toList(),
                    explanation.scopes().stream().map(Scope::of).toList());
        }
    }

    @Schema(name = "Finding", description = "Has a document, or tells how it was purged")
    record Finding(
            @Schema(description = "A state of documents, or purged") String verdict,
            String sentence,
            @Nullable DocumentView document,
            @Nullable Purge purge) {
        static Finding of(Explanation.Finding finding) {
            return switch (finding) {
                case Explanation.Finding.Stored(var document, var sentence) ->
                    new Finding(document.state().wire(), sentence, DocumentView.of(document), null);
                case Explanation.Finding.Purged(var purge, var sentence) ->
                    new Finding("purged", sentence, null, Purge.of(purge));
            };
        }
    }

    @Schema(name = "Purge")
    record Purge(String documentId, String externalId, String title, String runId, Instant at, String reason) {
        static Purge of(Explanation.Purge purge) {
            return new Purge(
                    PublicId.of(purge.document()),
                    purge.externalId(),
                    purge.title(),
                    PublicId.of(purge.run()),
                    purge.at(),
                    purge.reason());
        }
    }

    @Schema(name = "ConnectorScope")
    record Scope(
            String connectorId,
            String name,
            String type,
            Map<String, List<String>> config,
            @Nullable Instant lastFullAt,
            @Schema(description = "Why its listing under way does not have everything") @Nullable String incomplete) {
        static Scope of(Explanation.Scope scope) {
            return new Scope(
                    PublicId.of(scope.connector()),
                    scope.name(),
                    scope.type(),
                    scope.config(),
                    scope.lastFullAt().orElse(null),
                    scope.incomplete().orElse(null));
        }
    }
}
