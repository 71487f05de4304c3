package dev.tributary.meta.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.TagDefinition;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Declarations in the JSON of the API, where a property {@code kind} tells variants apart. */
final class CatalogMapper {

    static final JsonMapper INSTANCE = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
            .addMixIn(AuthConfig.class, Auth.class)
            .addMixIn(ConfigField.class, Field.class)
            .addMixIn(ConfigField.CanonicalPair.class, Pair.class)
            .addMixIn(ConfigField.Format.class, Format.class)
            .addMixIn(TagDefinition.Type.class, TagType.class)
            .addMixIn(Capability.class, Capable.class)
            .build();

    private CatalogMapper() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = AuthConfig.OAuth.class, name = "oauth"),
        @JsonSubTypes.Type(value = AuthConfig.ApiKey.class, name = "apiKey"),
        @JsonSubTypes.Type(value = AuthConfig.None.class, name = "none")
    })
    private interface Auth {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ConfigField.ShortInput.class, name = "shortInput"),
        @JsonSubTypes.Type(value = ConfigField.NumberInput.class, name = "numberInput"),
        @JsonSubTypes.Type(value = ConfigField.Dropdown.class, name = "dropdown"),
        @JsonSubTypes.Type(value = ConfigField.CanonicalPair.class, name = "canonicalPair")
    })
    private interface Field {}

    private interface Pair {
        @JsonProperty("key")
        String key();
    }

    private enum Format {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("url")
        URL
    }

    private enum TagType {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("number")
        NUMBER,
        @JsonProperty("date")
        DATE,
        @JsonProperty("boolean")
        BOOLEAN
    }

    private enum Capable {
        @JsonProperty("incrementalListing")
        INCREMENTAL_LISTING,
        @JsonProperty("changeFeed")
        CHANGE_FEED,
        @JsonProperty("rereadOnFullSync")
        REREAD_ON_FULL_SYNC
    }
}
