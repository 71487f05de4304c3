package dev.tributary.meta;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.tributary.meta.oauth.BodyFormat;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.Revocation;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenLifetime;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.json.JsonMapper;

/** Declarations in the JSON of the API, where a property {@code kind} tells variants apart. */
public final class DeclarationMapper {

    public static final JsonMapper INSTANCE = JsonMapper.builder()
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
            .addMixIn(SignIn.class, SignInKind.class)
            .addMixIn(Refresh.class, RefreshKind.class)
            .addMixIn(Identity.class, IdentityKind.class)
            .addMixIn(Grant.class, GrantKind.class)
            .addMixIn(Pkce.class, CamelCase.class)
            .addMixIn(ClientAuthentication.class, CamelCase.class)
            .addMixIn(BodyFormat.class, CamelCase.class)
            .addMixIn(ScopeSyntax.Placement.class, CamelCase.class)
            .addMixIn(TokenLifetime.Expiry.class, CamelCase.class)
            .addMixIn(Revocation.Carrier.class, CamelCase.class)
            .addMixIn(Revocation.Subject.class, CamelCase.class)
            .addMixIn(Grant.ScopeClaim.class, CamelCase.class)
            .build();

    private DeclarationMapper() {}

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

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SignIn.Code.class, name = "code"),
        @JsonSubTypes.Type(value = SignIn.Fragment.class, name = "fragment")
    })
    private interface SignInKind {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Refresh.None.class, name = "none"),
        @JsonSubTypes.Type(value = Refresh.Constant.class, name = "constant"),
        @JsonSubTypes.Type(value = Refresh.Rotating.class, name = "rotating")
    })
    private interface RefreshKind {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Identity.InTokenAnswer.class, name = "inTokenAnswer"),
        @JsonSubTypes.Type(value = Identity.Asked.class, name = "asked")
    })
    private interface IdentityKind {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Grant.DeviceCode.class, name = "deviceCode"),
        @JsonSubTypes.Type(value = Grant.ClientCredentials.class, name = "clientCredentials"),
        @JsonSubTypes.Type(value = Grant.JwtBearer.class, name = "jwtBearer")
    })
    private interface GrantKind {}

    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    private interface CamelCase {}
}
