package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.TagDefinition;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Declarations as JSON. They know no JSON themselves; a property {@code kind} tells their variants apart. The checked-in
 * {@code connector-meta/catalog.json} has the same form.
 */
@Configuration(proxyBeanMethods = false)
class CatalogJson {

    @Bean
    JsonMapperBuilderCustomizer declarations() {
        return builder -> builder.addMixIn(AuthConfig.class, Auth.class)
                .addMixIn(ConfigField.class, Field.class)
                .addMixIn(ConfigField.CanonicalPair.class, Pair.class)
                .addMixIn(ConfigField.Format.class, Format.class)
                .addMixIn(TagDefinition.Type.class, TagType.class)
                .addMixIn(Capability.class, Capable.class);
    }

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
        URL,
        @JsonProperty("folder")
        FOLDER
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
