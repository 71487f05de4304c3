package dev.tributary.meta.oauth;

import dev.tributary.meta.Prompt;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A part of a provider's addresses that differs between customers, as a tenant, a data centre or a sandbox. The
 * administrator answers it once per client; addresses name it as <code>{name}</code>.
 *
 * @param name letters only, unique within the provider
 * @param preset the value where the administrator gives none
 * @param choices the documented values; if empty, any host name, host name label or id made of letters, digits, dots
 *     and hyphens
 */
public record HostVariable(String name, Prompt prompt, String preset, List<String> choices) {

    private static final Pattern HOST_PART = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    public HostVariable {
        choices = List.copyOf(choices);
        if (!name.matches("[A-Za-z]+")) {
            throw new IllegalArgumentException("'%s' is no name of a host variable: letters only".formatted(name));
        }
    }

    /** Tells whether {@code value} may stand in an address; what a person typed must not redirect a secret. */
    public boolean allows(String value) {
        return choices.isEmpty() ? HOST_PART.matcher(value).matches() : choices.contains(value);
    }

    /** Returns how the variable is written in an address. */
    public String placeholder() {
        return "{" + name + "}";
    }
}
