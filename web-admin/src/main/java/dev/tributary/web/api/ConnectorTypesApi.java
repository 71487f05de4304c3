package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** The catalog: what can be connected, and how it is asked for. */
@HttpExchange("/api/v1/connector-types")
public interface ConnectorTypesApi {

    @GetExchange
    Mono<Page<ConnectorMeta>> list();

    @GetExchange("/{type}")
    Mono<ConnectorMeta> show(@PathVariable String type);

    /** Live options of a selector. */
    @PostExchange("/{type}/choices")
    Mono<Page<ConfigField.Choice>> choices(@PathVariable String type, @RequestBody ChoicesOrder order);

    /** Asks the source whether it accepts these answers; a problem names the field that it does not. */
    @PostExchange("/{type}/check")
    Mono<Void> check(@PathVariable String type, @RequestBody Source source);

    /** Answers of a form, and the connector that is being changed by it, from which the engine takes what is not named here. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Source(
            @Nullable String connectorId,
            @Nullable String credentialId,
            @Nullable Map<String, String> secrets,
            Map<String, Object> config) {
        @Override
        public String toString() {
            return "Source[...]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChoicesOrder(
            String selector,
            @Nullable String cursor,
            @JsonUnwrapped Source source) {}
}
