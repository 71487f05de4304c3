package dev.tributary.web.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the engine's JSON: the declarations of {@code connector-meta} into their own types, and nothing into types that it does not know. */
final class Declarations {

    private Declarations() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .addMixIn(AuthConfig.class, Auth.class)
                .addMixIn(ConfigField.class, Field.class)
                .addMixIn(Capability.class, Capable.class)
                .build();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AuthConfig.OAuth.class, name = "oauth"),
        @JsonSubTypes.Type(value = AuthConfig.ApiKey.class, name = "apiKey"),
        @JsonSubTypes.Type(value = AuthConfig.None.class, name = "none")
    })
    private interface Auth {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConfigField.ShortInput.class, name = "shortInput"),
        @JsonSubTypes.Type(value = ConfigField.NumberInput.class, name = "numberInput"),
        @JsonSubTypes.Type(value = ConfigField.Dropdown.class, name = "dropdown"),
        @JsonSubTypes.Type(value = ConfigField.CanonicalPair.class, name = "canonicalPair")
    })
    private interface Field {}

    private enum Capable {
        @JsonProperty("incrementalListing")
        INCREMENTAL_LISTING,
        @JsonProperty("changeFeed")
        CHANGE_FEED,
        @JsonProperty("rereadOnFullSync")
        REREAD_ON_FULL_SYNC
    }
}
