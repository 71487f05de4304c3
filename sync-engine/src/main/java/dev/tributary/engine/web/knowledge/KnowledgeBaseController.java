package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.DocumentCounts;
import dev.tributary.engine.knowledge.KnowledgeBase;
import dev.tributary.engine.knowledge.KnowledgeBases;
import dev.tributary.engine.schedule.Agenda;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.FieldError;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/knowledge-bases")
@Tag(name = "Knowledge bases", description = "Documents that are searched together")
class KnowledgeBaseController {

    private final KnowledgeBases knowledgeBases;
    private final Agenda agenda;

    KnowledgeBaseController(KnowledgeBases knowledgeBases, Agenda agenda) {
        this.knowledgeBases = knowledgeBases;
        this.agenda = agenda;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a knowledge base")
    Mono<View> create(@RequestBody KnowledgeBaseForm form) {
        form.checkNew();
        return Caller.current()
                .flatMap(caller -> knowledgeBases.create(
                        caller.actor(),
                        form.newName().orElseThrow(),
                        form.newDescription().orElse("")))
                .onErrorMap(DuplicateKeyException.class, _ -> taken())
                .map(View::of);
    }

    @GetMapping
    @Operation(summary = "List the knowledge bases")
    Mono<Page<View>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        return Caller.current()
                .flatMapMany(caller -> knowledgeBases.after(caller.scope(), query.idOr(0), query.rows()))
                .collectList()
                .map(rows -> Page.of(rows, query, base -> Cursor.of(base.id()), View::of));
    }

    @GetMapping("/{kb}")
    @Operation(summary = "One knowledge base")
    Mono<View> one(@PathVariable String kb) {
        return knowledgeBases.find(id(kb)).map(View::of).switchIfEmpty(unknown(kb));
    }

    @PatchMapping(path = "/{kb}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change name or description")
    Mono<View> change(@PathVariable String kb, @RequestBody KnowledgeBaseForm form) {
        form.checkChange();
        return Caller.current()
                .flatMap(caller -> knowledgeBases.change(caller.actor(), id(kb), form.newName(), form.newDescription()))
                .onErrorMap(DuplicateKeyException.class, _ -> taken())
                .map(View::of)
                .switchIfEmpty(unknown(kb));
    }

    @DeleteMapping("/{kb}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a knowledge base with its connectors and documents, which are hidden at once")
    Mono<Void> delete(@PathVariable String kb) {
        return Caller.current()
                .flatMap(caller -> knowledgeBases.delete(caller.actor(), id(kb)))
                .switchIfEmpty(unknown(kb))
                .flatMapMany(Flux::fromIterable)
                .concatMap(agenda::now)
                .then();
    }

    private static long id(String kb) {
        return PublicId.parse("knowledge base", kb);
    }

    private static <T> Mono<T> unknown(String kb) {
        return Mono.error(() -> Problem.notFound("knowledge base", kb));
    }

    private static Problem taken() {
        return Problem.conflict("There is a knowledge base of this name already; choose another name.")
                .with(List.of(new FieldError("name", "is taken; choose another")));
    }

    @Schema(name = "KnowledgeBase")
    record View(
            String id,
            String name,
            String description,
            long connectors,
            @Schema(description = "Counts by state") DocumentCounts documents,

            @Schema(description = "When the latest run ended that kept it in step") @Nullable
            Instant lastSyncedAt,

            @Schema(
                    description = "Connectors that fail, are disabled, wait for an account or settings, hold removals,"
                            + " or have documents that could not be read")
            long problems,

            Instant createdAt) {
        static View of(KnowledgeBase base) {
            return new View(
                    PublicId.of(base.id()),
                    base.name(),
                    base.description(),
                    base.connectors(),
                    base.documents(),
                    base.lastSyncedAt(),
                    base.problems(),
                    base.createdAt());
        }
    }
}
