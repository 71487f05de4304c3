package dev.tributary.engine.web.account;

import dev.tributary.engine.account.Account;
import dev.tributary.engine.account.ServiceAccounts;
import dev.tributary.engine.account.ServiceKey;
import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Problem;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.OAuthProvider;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The body that connects an account without a person. */
@Schema(
        name = "ServiceAccountOrder",
        requiredProperties = {"provider", "grant"})
record ServiceAccountForm(
        @Nullable String provider,

        @Schema(allowableValues = {"serviceAccount", "clientCredentials"}) @Nullable
        String grant,

        @Schema(description = "serviceAccount: the key file of the provider (JSON), or a private key in PEM") @Nullable
        String key,

        @Schema(description = "serviceAccount: who the key belongs to, where the key does not say") @Nullable
        String issuer,

        @Schema(description = "serviceAccount: the person to act for") @Nullable
        String subject,

        @Schema(description = "clientCredentials: a client of its own; else the one configured for the provider")
        @Nullable
        String clientId,

        @Nullable String clientSecret,

        @Schema(description = "Answers to the provider's host variables") @Nullable
        Map<String, String> hosts,

        @Schema(description = "clientCredentials: what the provider asks besides") @Nullable
        Map<String, String> answers,

        @Nullable List<String> scopes,

        @Schema(description = "A connector type whose scopes are wanted") @Nullable
        String type) {

    OAuthProvider provider(Catalog catalog) {
        return catalog.providers()
                .find(Objects.requireNonNullElse(provider, ""))
                .orElseThrow(() ->
                        Problem.invalid("provider", "must be one of those that GET /api/v1/oauth/providers lists"));
    }

    ServiceAccounts.Order order(OAuthProvider found, Catalog catalog) {
        var wanted = catalog.wanted(found, scopes, type);
        return switch (Objects.requireNonNullElse(grant, "")) {
            case "serviceAccount" ->
                new ServiceAccounts.Order(found, Account.Kind.SERVICE_ACCOUNT, signing(found), wanted);
            case "clientCredentials" ->
                new ServiceAccounts.Order(found, Account.Kind.CLIENT_CREDENTIALS, client(found), wanted);
            default -> throw Problem.invalid("grant", "must be serviceAccount or clientCredentials");
        };
    }

    /** The field to look at when the provider refuses. */
    String blamed() {
        return "serviceAccount".equals(grant) ? "key" : "clientId";
    }

    private ServiceKey signing(OAuthProvider found) {
        if (found.grants().stream().noneMatch(Grant.JwtBearer.class::isInstance)) {
            throw Problem.invalid("grant", found.name() + " has no service accounts with keys");
        }
        var file = keyFile();
        var pem = file.map(json -> json.path("private_key").asString("")).orElse(Objects.requireNonNullElse(key, ""));
        var owner = file.map(json -> json.path("client_email").asString(""))
                .filter(text -> !text.isBlank())
                .or(() -> text(issuer));
        var errors = new FieldErrors();
        if (!ServiceAccounts.isKey(pem)) {
            errors.add("key", "must be the key file of a service account, or a private RSA key in PEM (PKCS #8)");
        }
        if (owner.isEmpty()) {
            errors.add("issuer", "is needed: the key does not say whose it is");
        }
        errors.orThrow();
        var keyId = file.map(json -> json.path("private_key_id").asString("")).filter(text -> !text.isBlank());
        return ServiceKey.signing(owner.orElseThrow(), keyId, new Secret(pem), text(subject));
    }

    /** The addresses in such a file are not used: the catalog knows where keys may be shown. */
    private Optional<JsonNode> keyFile() {
        try {
            return text(key).filter(text -> text.startsWith("{")).map(text -> ForgetfulJson.MAPPER.readTree(text));
        } catch (JacksonException notJson) {
            throw Problem.invalid("key", "is not the JSON of a key file; paste all of it");
        }
    }

    private ServiceKey client(OAuthProvider found) {
        if (found.grants().stream().noneMatch(Grant.ClientCredentials.class::isInstance)) {
            throw Problem.invalid("grant", found.name() + " lets no client act for itself");
        }
        var filled = Objects.requireNonNullElse(hosts, Map.<String, String>of());
        HostAnswers.check(found, filled);
        if (text(clientId).isPresent() && text(clientSecret).isEmpty()) {
            throw Problem.invalid("clientSecret", "is needed with clientId");
        }
        return ServiceKey.client(
                text(clientId),
                text(clientSecret).map(Secret::new),
                filled,
                Objects.requireNonNullElse(answers, Map.of()));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public String toString() {
        return "ServiceAccountForm[" + provider + ", " + grant + "]";
    }
}
