package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.knowledge.ConnectorOverview;
import dev.tributary.engine.knowledge.ConnectorOverviews;
import dev.tributary.engine.knowledge.KnowledgeBases;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.knowledge.TagAssignment;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.TagDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Connectors", description = "Sources that are kept in step")
class ConnectorController {

    private final ConnectorDesk desk;
    private final ConnectorOverviews overviews;
    private final KnowledgeBases knowledgeBases;
    private final SourceGate gate;
    private final TagAssignment tags;

    ConnectorController(
            ConnectorDesk desk,
            ConnectorOverviews overviews,
            KnowledgeBases knowledgeBases,
            SourceGate gate,
            TagAssignment tags) {
        this.desk = desk;
        this.overviews = overviews;
        this.knowledgeBases = knowledgeBases;
        this.gate = gate;
        this.tags = tags;
    }

    @PostMapping(path = "/knowledge-bases/{kb}/connectors", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Add a connector; its first run starts at once",
            description =
                    "With draft true it is checked and stored, but in no list, and can only be previewed, until it"
                            + " is changed to draft false.")
    Mono<ConnectorView> create(@PathVariable String kb, @RequestBody ConnectorForm form) {
        return knowledgeBase(kb)
                .flatMap(id -> Caller.current().flatMap(caller -> desk.create(caller.actor(), id, form)))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)))
                .flatMap(id -> view(PublicId.of(id)));
    }

    @PostMapping(path = "/knowledge-bases/{kb}/tag-slots", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Tell which slots the tags of a new connector would get; changes nothing")
    Mono<Forecast> forecast(@PathVariable String kb, @RequestBody ForecastForm form) {
        var type = gate.declared(form.type());
        var errors = new FieldErrors();
        var disabled = Objects.requireNonNullElse(form.disabledTagIds(), List.<String>of());
        ConnectorForm.checkTags(type, disabled, errors);
        errors.orThrow();
        return knowledgeBase(kb)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)))
                .flatMap(id -> tags.forecast(id, type, disabled))
                .map(slots -> new Forecast(slots.slots().byTag(), slots.withoutSlot()));
    }

    @GetMapping("/knowledge-bases/{kb}/connectors")
    @Operation(summary = "List the connectors of a knowledge base")
    Mono<Page<ConnectorView>> list(
            @PathVariable String kb,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        return knowledgeBase(kb)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("knowledge base", kb)))
                .flatMap(id -> overviews.after(id, query.idOr(0), query.rows()).collectList())
                .map(rows ->
                        Page.of(rows, query, row -> Cursor.of(row.connector().id()), this::shown));
    }

    @GetMapping("/connectors/{id}")
    @Operation(summary = "One connector: settings without secrets, state, what it waits for, counts")
    Mono<ConnectorView> one(@PathVariable String id) {
        return view(id);
    }

    @PatchMapping(path = "/connectors/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change what is named; other settings of the source start a run")
    Mono<ConnectorView> change(@PathVariable String id, @RequestBody ConnectorChangeForm form) {
        return Caller.current()
                .flatMap(caller -> desk.change(caller.actor(), id, form))
                .then(view(id));
    }

    @DeleteMapping("/connectors/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a connector; its documents are hidden at once, or kept without it")
    Mono<Void> delete(
            @PathVariable String id,
            @Schema(
                            allowableValues = {"keep", "delete"},
                            defaultValue = "delete")
                    @RequestParam(defaultValue = "delete")
                    String documents) {
        return Caller.current().flatMap(caller -> desk.delete(caller.actor(), id, documents));
    }

    @PostMapping("/connectors/{id}/pause")
    @Operation(summary = "Let no further run start")
    Mono<ConnectorView> pause(@PathVariable String id) {
        return Caller.current()
                .flatMap(caller -> desk.pause(caller.actor(), id))
                .then(view(id));
    }

    @PostMapping("/connectors/{id}/resume")
    @Operation(summary = "Let runs start again, the next one now")
    Mono<ConnectorView> resume(@PathVariable String id) {
        return Caller.current()
                .flatMap(caller -> desk.resume(caller.actor(), id))
                .then(view(id));
    }

    @PostMapping(path = "/connectors/{id}/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Start a run that shows what another config would bring, and changes nothing")
    Mono<PreviewRun> preview(@PathVariable String id, @RequestBody PreviewForm form) {
        return Caller.current()
                .flatMap(caller -> desk.preview(caller.actor(), id, form))
                .map(run -> new PreviewRun(PublicId.of(run), id, "preview", "queued"));
    }

    private Mono<Long> knowledgeBase(String kb) {
        var id = PublicId.parse("knowledge base", kb);
        return knowledgeBases.exists(id).filter(exists -> exists).map(_ -> id);
    }

    private Mono<ConnectorView> view(String id) {
        return Mono.defer(() -> overviews.find(PublicId.parse("connector", id)))
                .flatMap(this::withForecast)
                .map(this::shown)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("connector", id)));
    }

    /** A draft is shown with the slots it would get. */
    private Mono<ConnectorOverview> withForecast(ConnectorOverview overview) {
        var connector = overview.connector();
        var type = gate.type(connector.type());
        return connector.state() != StoredConnector.State.DRAFT || type.isEmpty()
                ? Mono.just(overview)
                : tags.forecast(connector.knowledgeBase(), type.get(), connector.disabledTags())
                        .map(forecast -> overview.with(forecast.slots()));
    }

    private ConnectorView shown(ConnectorOverview overview) {
        return ConnectorView.of(overview, gate.type(overview.connector().type()));
    }

    /** The settings to try; what is not named stays as it is. */
    @Schema(name = "PreviewOrder")
    record PreviewForm(
            @Nullable String credentialId, @Nullable Answers config) {}

    /** The type of a connector to come. */
    @Schema(name = "TagSlotsOrder", requiredProperties = "type")
    record ForecastForm(
            @Schema(description = "The id of a connector type") @Nullable
            String type,

            @Nullable List<String> disabledTagIds) {}

    @Schema(name = "TagSlots")
    record Forecast(
            @Schema(description = "Tag id to slot") Map<String, String> tagSlots,

            @Schema(description = "Enabled tags for which there is no slot left")
            List<TagDefinition> tagsWithoutSlot) {}

    @Schema(name = "PreviewRun")
    record PreviewRun(String id, String connectorId, String kind, String state) {}
}
