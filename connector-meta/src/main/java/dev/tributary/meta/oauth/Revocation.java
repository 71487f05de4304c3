package dev.tributary.meta.oauth;

/**
 * How an account is given back when it is removed from Tributary. Whatever the answer, Tributary forgets the account.
 *
 * @param url may name {@link HostVariable host variables}; for {@link Carrier#PATH}, also <code>{token}</code>
 * @param field the name of the field or parameter that holds the token; empty where the carrier has none
 * @param token the token to send; what else it ends is up to the provider
 */
public record Revocation(String url, Carrier carrier, String field, Subject token, ClientAuthentication client) {

    /** RFC 7009 with the refresh token. */
    public static Revocation standard(String url, ClientAuthentication client) {
        return new Revocation(url, Carrier.FORM, "token", Subject.REFRESH_TOKEN, client);
    }

    public Revocation at(String anotherUrl) {
        return new Revocation(anotherUrl, carrier, field, token, client);
    }

    /** Where the token stands in the request. */
    public enum Carrier {
        /** A POST with the token in a field of a form. */
        FORM,

        /** A POST with the token in a field of a JSON object. */
        JSON,

        /** A POST with the token in the query. */
        QUERY,

        /** A POST without a body, with {@code Authorization: Bearer} and the token. */
        BEARER,

        /** A DELETE with the token in the path. */
        PATH
    }

    /** The token that is sent. */
    public enum Subject {
        ACCESS_TOKEN,
        REFRESH_TOKEN
    }
}
