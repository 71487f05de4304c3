package dev.tributary.meta.oauth;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the token endpoint says no. An answer is a refusal if its status is 400 or more, <em>or</em> if it holds
 * something at {@link #code}, whatever the status: some providers refuse with 200. A refusal with nothing that is in a
 * list says nothing about the account, so the engine tries again later.
 *
 * @param code a JSON pointer to the error code; where nothing is, the standard's {@code /error} is read.
 *     A number is read as its digits
 * @param description a JSON pointer to the text for a person; where nothing is, the standard's is read
 * @param finer a JSON pointer to a text that tells more than the code: where it is in a list, that decides, and the code only
 *     where it is not. It is the code of a refusal that has no other. By itself it makes no answer a refusal
 * @param reconsent codes after which only the person can help, by signing in again
 * @param misconfigured codes after which only the administrator can help: client id, secret or redirect URI are wrong.
 *     The accounts themselves stay alive
 */
public record TokenErrors(
        String code, String description, Optional<String> finer, List<String> reconsent, List<String> misconfigured) {

    /** The codes of RFC 6749, section 5.2, that a retry cannot help. */
    public static final TokenErrors STANDARD = new TokenErrors(
            "/error",
            "/error_description",
            Optional.empty(),
            List.of("invalid_grant"),
            List.of("invalid_client", "unauthorized_client", "unsupported_grant_type", "invalid_scope"));

    public TokenErrors {
        reconsent = List.copyOf(reconsent);
        misconfigured = List.copyOf(misconfigured);
    }

    /** Reads code and description elsewhere. */
    public TokenErrors at(String codePointer, String descriptionPointer) {
        return new TokenErrors(codePointer, descriptionPointer, finer, reconsent, misconfigured);
    }

    /** Looks at one more place, for what {@link #finer} says. */
    public TokenErrors finerAt(String pointer) {
        return new TokenErrors(code, description, Optional.of(pointer), reconsent, misconfigured);
    }

    /** Adds codes, or finer texts, to {@link #reconsent}. */
    public TokenErrors orReconsent(String... more) {
        return new TokenErrors(code, description, finer, joined(reconsent, more), misconfigured);
    }

    /** Adds codes, or finer texts, to {@link #misconfigured}. */
    public TokenErrors orMisconfigured(String... more) {
        return new TokenErrors(code, description, finer, reconsent, joined(misconfigured, more));
    }

    private static List<String> joined(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
