package dev.tributary.meta;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** How a connector gets access to its source. */
public sealed interface AuthConfig {

    /** Sign-in with {@code provider}; the engine refreshes the token. */
    record OAuth(String provider, List<String> scopes) implements AuthConfig {
        public OAuth {
            scopes = List.copyOf(scopes);
        }
    }

    /** Secrets that the administrator pastes in, each under a name of its own. */
    record ApiKey(List<Secret> secrets) implements AuthConfig {

        /** The name of the secret where there is only one. */
        public static final String DEFAULT_NAME = "apiKey";

        public ApiKey {
            secrets = List.copyOf(secrets);
            var names = new HashSet<>(secrets.stream().map(Secret::name).toList());
            if (names.isEmpty() || names.size() < secrets.size()) {
                throw new IllegalArgumentException("one or more secrets, each with its own name: " + names);
            }
        }

        public static ApiKey required(String label, String placeholder) {
            return new ApiKey(List.of(new Secret(DEFAULT_NAME, label, placeholder, false)));
        }

        /** A key the source can do without, as for public data. */
        public static ApiKey optional(String label, String placeholder) {
            return new ApiKey(List.of(new Secret(DEFAULT_NAME, label, placeholder, true)));
        }

        /** The same, asking for one more secret. */
        public ApiKey and(Secret another) {
            var all = new ArrayList<>(secrets);
            all.add(another);
            return new ApiKey(all);
        }
    }

    /** A source anyone may read. */
    record None() implements AuthConfig {}

    /**
     * One secret of a form.
     *
     * @param name the key under which it is stored and handed to the connector
     */
    record Secret(String name, String label, String placeholder, boolean optional) {}
}
