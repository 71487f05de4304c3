package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes rows of providers. */
@Component
final class ProviderRows {
    static final String SELECT = """
            SELECT id, name, issuer, client_id, client_secret, scopes, groups_claim, CAST(roles AS text) AS roles,
                default_role, newcomers
            FROM identity_provider\s""";

    private static final TypeReference<Map<String, Role>> ROLES = new TypeReference<>() {};

    private final JsonMapper json;

    ProviderRows(JsonMapper json) {
        this.json = json;
    }

    static long id(Readable row) {
        return Objects.requireNonNull(row.get("id", Long.class));
    }

    IdentityProvider provider(Readable row) {
        return new IdentityProvider(
                Long.toString(id(row)),
                text(row, "name"),
                new IdentityProvider.Client(
                        text(row, "issuer"),
                        text(row, "client_id"),
                        Optional.ofNullable(row.get("client_secret", String.class))
                                .<ClientSecret>map(ClientSecret.Sealed::new)
                                .orElseGet(ClientSecret.None::new),
                        List.of(Objects.requireNonNull(row.get("scopes", String[].class)))),
                new IdentityProvider.Admission(
                        text(row, "groups_claim"),
                        Objects.requireNonNull(json.readValue(text(row, "roles"), ROLES)),
                        Optional.ofNullable(row.get("default_role", String.class))
                                .map(Role::of),
                        Newcomers.of(text(row, "newcomers"))));
    }

    GenericExecuteSpec bind(GenericExecuteSpec statement, IdentityProvider provider) {
        var client = provider.client();
        var admission = provider.admission();
        return bindText(statement, "default", admission.defaultRole().map(Role::code))
                .bind("name", provider.name())
                .bind("issuer", client.issuer())
                .bind("client", client.id())
                .bind("scopes", client.scopes().toArray(String[]::new))
                .bind("claim", admission.groupsClaim())
                .bind("roles", text(admission.roles()))
                .bind("newcomers", admission.newcomers().code());
    }

    static GenericExecuteSpec bindText(GenericExecuteSpec statement, String name, Optional<String> text) {
        return statement.bind(name, Parameters.in(R2dbcType.VARCHAR, text.orElse(null)));
    }

    String text(Map<String, Role> roles) {
        return json.writeValueAsString(new TreeMap<>(roles));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
