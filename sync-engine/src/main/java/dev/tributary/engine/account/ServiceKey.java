package dev.tributary.engine.account;

import dev.tributary.engine.credential.ForgetfulJson;
import dev.tributary.engine.identity.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;

/**
 * What an account without a person signs in with: a key that signs for a service account, or a client of its own. Stored
 * sealed, printed never.
 */
public record ServiceKey(Map<String, String> parts) {

    private static final String HOST = "host.";
    private static final String ANSWER = "answer.";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    public ServiceKey {
        parts = Map.copyOf(parts);
    }

    /** The private key of a service account in PEM. */
    public static ServiceKey signing(String issuer, Optional<String> keyId, Secret pem, Optional<String> subject) {
        var parts = new HashMap<String, String>();
        parts.put("issuer", issuer);
        parts.put("privateKey", pem.text());
        keyId.ifPresent(id -> parts.put("keyId", id));
        subject.ifPresent(whom -> parts.put("subject", whom));
        return new ServiceKey(parts);
    }

    /** A client that acts for itself, with what its provider asks besides; without its own, the provider's is used. */
    public static ServiceKey client(
            Optional<String> id, Optional<Secret> secret, Map<String, String> hosts, Map<String, String> answers) {
        var parts = new HashMap<String, String>();
        id.ifPresent(own -> parts.put("clientId", own));
        secret.ifPresent(own -> parts.put("clientSecret", own.text()));
        hosts.forEach((name, value) -> parts.put(HOST + name, value));
        answers.forEach((name, value) -> parts.put(ANSWER + name, value));
        return new ServiceKey(parts);
    }

    static ServiceKey parse(String json) {
        return new ServiceKey(Objects.requireNonNull(ForgetfulJson.MAPPER.readValue(json, TEXTS)));
    }

    String json() {
        return ForgetfulJson.MAPPER.writeValueAsString(parts);
    }

    Optional<String> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** Whose account it is: the same for the same service account, subject or client. */
    Optional<String> identity() {
        return part("issuer")
                .or(() -> part("clientId"))
                .map(id ->
                        part("subject").map(subject -> id + " for " + subject).orElse(id));
    }

    Map<String, String> answers() {
        return under(ANSWER);
    }

    /** The client to sign in with, given the one that is configured for the provider. */
    Optional<OAuthClient> client(Optional<OAuthClient> configured) {
        return part("clientId")
                .map(id -> new OAuthClient(
                        id, part("clientSecret").map(Secret::new), under(HOST), OAuthClient.Origin.SETTINGS))
                .or(() -> configured)
                .or(() -> part("issuer")
                        .map(issuer ->
                                new OAuthClient(issuer, Optional.empty(), under(HOST), OAuthClient.Origin.SETTINGS)));
    }

    private Map<String, String> under(String prefix) {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().startsWith(prefix))
                .collect(Collectors.toMap(part -> part.getKey().substring(prefix.length()), Map.Entry::getValue));
    }

    @Override
    public String toString() {
        return "ServiceKey" + parts.keySet();
    }
}
