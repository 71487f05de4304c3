package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.meta.ConnectorMeta;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form that is being filled in, to be checked. */
@Schema(name = "SourceForm")
record SourceForm(
        @Schema(description = "The connector that is being changed: what is not named here is taken from it") @Nullable
        String connectorId,

        @Nullable String credentialId,

        @Schema(description = "By name") @JsonSetter(contentNulls = Nulls.SET) @Nullable
        Map<String, @Nullable String> secrets,

        @Nullable Answers config) {

    SourceInput input(ConnectorMeta type, Optional<StoredConnector> stored) {
        return new SourceInput(
                type,
                stored,
                credentialId,
                secrets == null ? Map.of() : secrets,
                Optional.ofNullable(config),
                Optional.empty());
    }

    @Override
    public String toString() {
        return "SourceForm[...]";
    }
}
