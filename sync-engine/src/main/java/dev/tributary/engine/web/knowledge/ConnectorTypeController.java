package dev.tributary.engine.web.knowledge;

import dev.tributary.connector.ListsChoices.Choice;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.Problem;
import dev.tributary.meta.ConnectorMeta;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/connector-types")
@Tag(name = "Connector types", description = "What can be connected, and how its form is filled in")
class ConnectorTypeController {

    private final SourceGate gate;

    ConnectorTypeController(SourceGate gate) {
        this.gate = gate;
    }

    @GetMapping
    @Operation(summary = "List all connector types by name, on one page")
    Mono<Page<ConnectorMeta>> list() {
        return Mono.fromSupplier(() -> new Page<>(gate.types(), null));
    }

    @GetMapping("/{type}")
    @Operation(summary = "The declaration of one type")
    Mono<ConnectorMeta> one(@PathVariable String type) {
        return Mono.fromSupplier(() -> declared(type));
    }

    @PostMapping(path = "/{type}/choices", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Live choices of a selector")
    Mono<Page<Choice>> choices(@PathVariable String type, @RequestBody ChoicesForm form) {
        var declared = declared(type);
        return input(declared, form.source()).flatMap(gate::known).flatMap(input -> {
            var errors = new FieldErrors();
            var selector = form.selector(declared, input.mergedConfig(new FieldErrors()), errors);
            input.check(SourceInput.Extent.SO_FAR, errors);
            errors.orThrow();
            return gate.choices(input, selector.orElseThrow().source(), Optional.ofNullable(form.cursor()))
                    .map(page -> new Page<>(page.choices(), page.nextCursor().orElse(null)));
        });
    }

    @PostMapping(path = "/{type}/check", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Validate answers without saving them")
    Mono<Accepted> check(@PathVariable String type, @RequestBody SourceForm form) {
        return input(declared(type), form)
                .flatMap(gate::known)
                .doOnNext(input -> {
                    var errors = new FieldErrors();
                    input.check(SourceInput.Extent.WHOLE, errors);
                    errors.orThrow();
                })
                .flatMap(gate::accepted)
                .map(_ -> new Accepted(true));
    }

    private Mono<SourceInput> input(ConnectorMeta type, SourceForm form) {
        @Nullable String connector = form.connectorId();
        if (connector == null) {
            return Mono.just(form.input(type, Optional.empty()));
        }
        return gate.connector(connector).map(stored -> form.input(type, Optional.of(ofType(type, stored))));
    }

    private static StoredConnector ofType(ConnectorMeta type, StoredConnector stored) {
        if (!stored.type().equals(type.id())) {
            throw Problem.invalid("connectorId", "is of another type than " + type.id());
        }
        return stored;
    }

    private ConnectorMeta declared(String type) {
        return gate.type(type).orElseThrow(() -> Problem.notFound("connector type", type));
    }

    /** Always true: what is not accepted is a problem. */
    @Schema(name = "Accepted")
    record Accepted(boolean accepted) {}
}
