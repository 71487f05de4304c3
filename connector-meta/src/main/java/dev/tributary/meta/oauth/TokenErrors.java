package dev.tributary.meta.oauth;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the token endpoint says no. An answer is a refusal if its status is 400 or more, <em>or</em> if it holds
 * something at {@link #code}, whatever the status: some providers refuse with 200. A refusal with a code in neither
 * list says nothing about the account, so the engine tries again later.
 *
 * @param code a JSON pointer to the error code; where nothing is, the standard's {@code /error} is read.
 *     A number is read as its digits
 * @param description a JSON pointer to the text for a person
 * @param reconsent codes after which only the person can help, by signing in again
 * @param misconfigured codes after which only the administrator can help: client id, secret or redirect URI are wrong.
 *     The accounts themselves stay alive
 */
public record TokenErrors(String code, String description, List<String> reconsent, List<String> misconfigured) {

    /** The codes of RFC 6749, section 5.2, that a retry cannot help. */
    public static final TokenErrors STANDARD = new TokenErrors(
            "/error",
            "/error_description",
            List.of("invalid_grant"),
            List.of("invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"));

    public TokenErrors {
        reconsent = List.copyOf(reconsent);
        misconfigured = List.copyOf(misconfigured);
    }

    /** Reads code and description elsewhere. */
    public TokenErrors at(String codePointer, String descriptionPointer) {
        return new TokenErrors(codePointer, descriptionPointer, reconsent, misconfigured);
    }

    /** Adds codes to {@link #reconsent}. */
    public TokenErrors orReconsent(String... more) {
        return new TokenErrors(code, description, joined(reconsent, more), misconfigured);
    }

    /** Adds codes to {@link #misconfigured}. */
    public TokenErrors orMisconfigured(String... more) {
        return new TokenErrors(code, description, reconsent, joined(misconfigured, more));
    }

    private static List<String> joined(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
