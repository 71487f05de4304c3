package dev.tributary.meta.oauth;

/**
 * An answer of the token endpoint in the form that the vendor documents, with made-up tokens. The contract test's fake
 * answers with it.
 *
 * @param status the HTTP status
 * @param body JSON
 */
public record AnswerExample(Situation situation, int status, String body) {

    /** What was asked, and how it ended. */
    public enum Situation {
        /** A code was exchanged. */
        CODE_EXCHANGED,

        /** A code was wrong, used or too old. */
        CODE_REFUSED,

        /** A refresh token was exchanged. */
        REFRESHED,

        /** A refresh token was wrong, expired or revoked; the person signs in again. */
        REFRESH_REFUSED,

        /** The client id or secret was wrong. */
        CLIENT_REFUSED
    }
}
