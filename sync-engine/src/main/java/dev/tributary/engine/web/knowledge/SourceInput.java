package dev.tributary.engine.web.knowledge;

import dev.tributary.engine.knowledge.SourceAnswers;
import dev.tributary.engine.knowledge.SourceSessions;
import dev.tributary.engine.knowledge.StoredConnector;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.FormCheck;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person sent about a source, together with what is stored for it: answers and secrets that are not named stay.
 *
 * @param stored the connector that is changed, if it is not a new one
 * @param credentialId the connected account, if another one than before
 * @param secrets by name; null takes a stored one away
 * @param account the connected account, once it was looked up
 */
record SourceInput(
        ConnectorMeta type,
        Optional<StoredConnector> stored,
        @Nullable String credentialId,
        Map<String, @Nullable String> secrets,
        Optional<Answers> config,
        Optional<AccountFit> account) {

    private static final int LONGEST_SECRET = 20_000;

    /** How much of the form must be filled in. */
    enum Extent {
        /** All that is required. */
        WHOLE,
        /** What is there must be right. */
        SO_FAR
    }

    SourceInput with(AccountFit chosen) {
        return new SourceInput(type, stored, credentialId, secrets, config, Optional.of(chosen));
    }

    /** The account that is chosen now, else the one that was chosen before; an id that cannot be one is no account. */
    Optional<Long> accountId() {
        return credentialId == null
                ? stored.flatMap(StoredConnector::credential)
                : Optional.of(credentialId)
                        .filter(id -> id.matches("[0-9]{1,18}"))
                        .map(Long::valueOf);
    }

    /** The config as it would be, without blank answers. */
    Map<String, List<String>> mergedConfig(FieldErrors errors) {
        var merged = new LinkedHashMap<>(stored.map(StoredConnector::config).orElseGet(Map::of));
        config.ifPresent(answers -> merged.putAll(answers.read(errors)));
        merged.values().removeIf(List::isEmpty);
        return merged;
    }

    /** The names of the secrets that are new. */
    Set<String> replaced() {
        var names = new HashSet<String>();
        secrets.forEach((name, secret) -> {
            if (secret != null && !secret.isBlank()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Checks the form by its own rules. */
    void check(Extent extent, FieldErrors errors) {
        var merged = mergedConfig(errors);
        FormCheck.config(type, merged).stream()
                .filter(problem -> extent == Extent.WHOLE || merged.containsKey(problem.field()))
                .forEach(problem -> errors.add("config." + problem.field(), problem.message()));
        var names = new HashSet<>(kept());
        names.addAll(replaced());
        FormCheck.secrets(type, names).forEach(problem -> errors.add("secrets." + problem.field(), problem.message()));
        replaced().forEach(name -> checkSecret(name, Objects.requireNonNull(secrets.get(name)), errors));
        checkAccount(errors);
        refuseNewAddress(merged, errors);
    }

    /**
     * All answers with the secrets in the clear.
     *
     * @throws dev.tributary.connector.ConnectorException.CredentialRejected if a stored secret cannot be decrypted
     */
    SourceAnswers answers(SourceSessions sessions) {
        var clear = new HashMap<String, String>();
        reused().ifPresent(connector -> clear.putAll(sessions.unsealed(connector)));
        replaced()
                .forEach(name -> clear.put(
                        name, Objects.requireNonNull(secrets.get(name)).strip()));
        return new SourceAnswers(
                mergedConfig(new FieldErrors()),
                clear,
                account.map(fit -> fit.account().id()));
    }

    /** The stored connector with those of its secrets that stay. */
    Optional<StoredConnector> reused() {
        return stored.map(connector -> {
            var sealed = new HashMap<>(connector.secrets());
            sealed.keySet().retainAll(kept());
            return connector.with(connector.config(), sealed);
        });
    }

    private Set<String> kept() {
        var names = new HashSet<>(
                stored.map(StoredConnector::secrets).orElseGet(Map::of).keySet());
        names.removeIf(name -> secrets.containsKey(name) && secrets.get(name) == null);
        names.removeAll(replaced());
        return names;
    }

    private static void checkSecret(String name, String secret, FieldErrors errors) {
        if (secret.length() > LONGEST_SECRET) {
            errors.add("secrets." + name, "is longer than " + LONGEST_SECRET + " characters");
        }
    }

    private void checkAccount(FieldErrors errors) {
        if (type.auth() instanceof AuthConfig.OAuth oauth) {
            account.map(fit -> fit.misfit(oauth))
                    .orElseGet(() -> Optional.of(
                            accountId().isEmpty() && credentialId == null
                                    ? "is needed: connect an account of %s first".formatted(oauth.provider())
                                    : "is no connected account of " + oauth.provider()))
                    .ifPresent(misfit -> errors.add("credentialId", misfit));
        } else if (credentialId != null) {
            errors.add("credentialId", type.name() + " takes no connected account; leave it out");
        }
    }

    /** Whoever may change an address must not get a secret that way that somebody else entered for another one. */
    private void refuseNewAddress(Map<String, List<String>> merged, FieldErrors errors) {
        var before = stored.map(StoredConnector::config).orElseGet(Map::of);
        type.fields().stream()
                .filter(field -> field instanceof ShortInput input && input.format() == Format.URL)
                .filter(field -> !origins(before.getOrDefault(field.key(), List.of()))
                        .equals(origins(merged.getOrDefault(field.key(), List.of()))))
                .findFirst()
                .ifPresent(field -> kept().stream()
                        .sorted()
                        .forEach(name -> errors.add(
                                "secrets." + name,
                                "must be entered again, because \"%s\" changed: a stored secret is not sent to a new address"
                                        .formatted(field.prompt().title()))));
    }

    private static List<String> origins(List<String> addresses) {
        return addresses.stream().map(SourceInput::origin).toList();
    }

    private static String origin(String address) {
        try {
            var uri = URI.create(address.strip());
            return "%s://%s".formatted(uri.getScheme(), uri.getAuthority());
        } catch (IllegalArgumentException notAnAddress) {
            return address;
        }
    }

    @Override
    public String toString() {
        return "SourceInput[" + type.id() + ", " + secrets.keySet() + "]";
    }
}
