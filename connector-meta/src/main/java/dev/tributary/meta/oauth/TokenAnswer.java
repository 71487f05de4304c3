package dev.tributary.meta.oauth;

import java.util.List;
import java.util.Optional;

/**
 * Where the parts of a successful answer of the token endpoint are; every place is a JSON pointer (RFC 6901). A part
 * that is missing from an answer is ordinary: no refresh token means the old one stays, no expiry means what
 * {@link TokenLifetime} says, no scope means what was asked for was granted.
 *
 * @param expiresIn seconds until the access token expires
 * @param refreshExpiresIn seconds until the refresh token expires, where the provider tells
 * @param scope a text that {@link ScopeSyntax#granted} reads, or a JSON array of texts
 * @param kept what else is stored with the account, because connectors need it
 */
public record TokenAnswer(
        String accessToken,
        String refreshToken,
        String expiresIn,
        Optional<String> refreshExpiresIn,
        String scope,
        List<Attribute> kept) {

    /** The names of RFC 6749. */
    public static final TokenAnswer STANDARD =
            new TokenAnswer("/access_token", "/refresh_token", "/expires_in", Optional.empty(), "/scope", List.of());

    public TokenAnswer {
        kept = List.copyOf(kept);
    }

    /** The standard's names within the object at {@code pointer}. */
    public static TokenAnswer within(String pointer) {
        return new TokenAnswer(
                pointer + STANDARD.accessToken,
                pointer + STANDARD.refreshToken,
                pointer + STANDARD.expiresIn,
                Optional.empty(),
                pointer + STANDARD.scope,
                List.of());
    }

    public TokenAnswer refreshExpiresAt(String pointer) {
        return new TokenAnswer(accessToken, refreshToken, expiresIn, Optional.of(pointer), scope, kept);
    }

    public TokenAnswer keeping(Attribute... all) {
        return new TokenAnswer(accessToken, refreshToken, expiresIn, refreshExpiresIn, scope, List.of(all));
    }

    /** A text of an answer, found at {@code pointer}, that the account keeps under {@code name}. */
    public record Attribute(String name, String pointer) {}
}
