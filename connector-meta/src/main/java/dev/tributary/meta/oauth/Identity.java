package dev.tributary.meta.oauth;

import java.util.Optional;

/** How Tributary learns whose account it got, to show it and to recognise it when the person signs in again. */
public sealed interface Identity {

    /** JSON pointer to what never changes, as a number of the account. */
    String id();

    /**
     * JSON pointer to what a person recognises: a login, an e-mail address, the name of a workspace. Where nothing is,
     * the id stands in.
     */
    String label();

    /** The answer of the token endpoint tells. */
    record InTokenAnswer(String id, String label) implements Identity {}

    /**
     * A request with {@code Authorization: Bearer} tells.
     *
     * @param url may name {@link HostVariable host variables}
     * @param body the JSON of a POST; without one, a GET
     * @param scope the scope without which the request is refused; if it was not granted, the account stays unnamed
     */
    record Asked(String url, Optional<String> body, Optional<String> scope, String id, String label)
            implements Identity {

        public static Asked get(String url, String id, String label) {
            return new Asked(url, Optional.empty(), Optional.empty(), id, label);
        }

        public static Asked post(String url, String body, String id, String label) {
            return new Asked(url, Optional.of(body), Optional.empty(), id, label);
        }

        public Asked needing(String neededScope) {
            return new Asked(url, body, Optional.of(neededScope), id, label);
        }

        public Asked at(String anotherUrl) {
            return new Asked(anotherUrl, body, scope, id, label);
        }
    }
}
