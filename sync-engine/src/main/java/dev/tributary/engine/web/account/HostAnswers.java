package dev.tributary.engine.web.account;

import dev.tributary.engine.web.FieldErrors;
import dev.tributary.meta.oauth.HostVariable;
import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Map;

/** Checks what people fill into the addresses of providers. */
final class HostAnswers {

    private HostAnswers() {}

    static void check(OAuthProvider provider, Map<String, String> answers) {
        var errors = new FieldErrors();
        answers.forEach((name, value) -> provider.hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        host -> checkOne(host, value, errors),
                        () -> errors.add("hosts." + name, provider.name() + " does not ask for it")));
        provider.hosts().stream()
                .filter(host -> host.preset().isEmpty()
                        && answers.getOrDefault(host.name(), "").isBlank())
                .forEach(host -> errors.add(
                        "hosts." + host.name(), "is needed: " + host.prompt().title()));
        errors.orThrow();
    }

    /** Whether both make the same addresses. */
    static boolean areSame(OAuthProvider provider, Map<String, String> one, Map<String, String> other) {
        return provider.hosts().stream()
                .allMatch(host -> one.getOrDefault(host.name(), host.preset())
                        .equals(other.getOrDefault(host.name(), host.preset())));
    }

    private static void checkOne(HostVariable host, String value, FieldErrors errors) {
        if (!value.isBlank() && !host.allows(value)) {
            errors.add(
                    "hosts." + host.name(),
                    host.choices().isEmpty()
                            ? "must be made of letters, digits, dots and hyphens"
                            : "must be one of " + String.join(", ", host.choices()));
        }
    }
}
