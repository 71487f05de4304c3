package dev.tributary.engine.web.document;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.DocumentChanges;
import dev.tributary.engine.knowledge.DocumentDeed;
import dev.tributary.engine.knowledge.KnowledgeBases;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/knowledge-bases/{kb}/documents", consumes = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Documents")
class BulkController {
    private static final int MOST = 200;

    private final DocumentChanges changes;
    private final KnowledgeBases knowledgeBases;
    private final DueReading reading;

    BulkController(DocumentChanges changes, KnowledgeBases knowledgeBases, DueReading reading) {
        this.changes = changes;
        this.knowledgeBases = knowledgeBases;
        this.reading = reading;
    }

    @PostMapping("/exclude")
    @Operation(summary = "Hide up to 200 documents at once; no run removes or restores them")
    Mono<Changed> exclude(@PathVariable String kb, @RequestBody Selection selection) {
        return change(DocumentDeed.EXCLUDE, kb, selection);
    }

    @PostMapping("/restore")
    @Operation(summary = "Show up to 200 excluded or removed documents again")
    Mono<Changed> restore(@PathVariable String kb, @RequestBody Selection selection) {
        return change(DocumentDeed.RESTORE, kb, selection);
    }

    @PostMapping("/retry")
    @Operation(summary = "Read up to 200 failed documents again now")
    Mono<Changed> retry(@PathVariable String kb, @RequestBody Selection selection) {
        return change(DocumentDeed.RETRY, kb, selection);
    }

    private Mono<Changed> change(DocumentDeed deed, String kb, Selection selection) {
        var knowledgeBase = PublicId.parse("knowledge base", kb);
        var wanted = selection.check();
        return knowledgeBases
                .exists(knowledgeBase)
                .filter(exists -> exists)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)))
                .flatMap(_ -> Caller.current())
                .flatMap(caller -> changes.changeAll(caller.actor(), deed, knowledgeBase, numbers(wanted))
                        .delayUntil(outcomes -> Flux.fromIterable(outcomes.toRead())
                                .concatMap(connector -> reading.start(caller.actor(), connector))))
                .map(outcomes -> Changed.of(deed, outcomes, wanted));
    }

    private static Set<Long> numbers(Set<String> ids) {
        return ids.stream().filter(BulkController::isNumber).map(Long::valueOf).collect(Collectors.toSet());
    }

    private static boolean isNumber(String id) {
        return id.matches("[0-9]{1,18}");
    }

    @Schema(name = "DocumentSelection", requiredProperties = "ids")
    record Selection(
            @Schema(description = "1 to 200 ids of documents") @Nullable
            List<String> ids) {
        Set<String> check() {
            if (ids == null || ids.isEmpty() || ids.size() > MOST) {
                throw Problem.invalid("ids", "must be 1 to " + MOST + " ids of documents");
            }
            return new LinkedHashSet<>(ids);
        }
    }

    @Schema(name = "ChangedDocuments")
    record Changed(
            @Schema(description = "How many were changed; those that were so already are not counted")
            long changed,

            List<Refused> refused) {

        static Changed of(DocumentDeed deed, DocumentChanges.Outcomes outcomes, Set<String> wanted) {
            var refused = new ArrayList<Refused>();
            outcomes.refused()
                    .forEach((id, state) -> refused.add(new Refused(
                            PublicId.of(id),
                            "The document is %s, which %s does not apply to.".formatted(state.wire(), deed.wire()))));
            outcomes.missing().forEach(id -> refused.add(Refused.missing(PublicId.of(id))));
            wanted.stream().filter(id -> !isNumber(id)).forEach(id -> refused.add(Refused.missing(id)));
            return new Changed(outcomes.changed(), List.copyOf(refused));
        }
    }

    @Schema(name = "RefusedDocument")
    record Refused(String id, String message) {
        static Refused missing(String id) {
            return new Refused(id, "There is no such document in this knowledge base.");
        }
    }
}
