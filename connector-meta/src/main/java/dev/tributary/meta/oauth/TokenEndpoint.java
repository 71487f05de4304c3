package dev.tributary.meta.oauth;

import java.util.List;

/**
 * Where a code or a refresh token is exchanged for an access token, and how: always a POST with {@code grant_type},
 * and {@code redirect_uri} with a code.
 *
 * @param url may name {@link HostVariable host variables}
 * @param headers fixed headers that the provider demands, as a version
 * @param answer the answer to a code
 * @param refreshed the answer to a refresh token, nearly always of the same shape
 */
public record TokenEndpoint(
        String url,
        ClientAuthentication client,
        BodyFormat format,
        List<Parameter> headers,
        TokenAnswer answer,
        TokenAnswer refreshed,
        TokenErrors errors) {

    public TokenEndpoint {
        headers = List.copyOf(headers);
    }

    /** An endpoint that keeps to RFC 6749. */
    public static TokenEndpoint of(String url, ClientAuthentication client) {
        return new TokenEndpoint(
                url,
                client,
                BodyFormat.FORM,
                List.of(),
                TokenAnswer.STANDARD,
                TokenAnswer.STANDARD,
                TokenErrors.STANDARD);
    }

    public TokenEndpoint at(String anotherUrl) {
        return new TokenEndpoint(anotherUrl, client, format, headers, answer, refreshed, errors);
    }

    public TokenEndpoint takingJson() {
        return new TokenEndpoint(url, client, BodyFormat.JSON, headers, answer, refreshed, errors);
    }

    public TokenEndpoint withHeaders(Parameter... all) {
        return new TokenEndpoint(url, client, format, List.of(all), answer, refreshed, errors);
    }

    /** Sets the shape of all answers. */
    public TokenEndpoint answering(TokenAnswer shape) {
        return new TokenEndpoint(url, client, format, headers, shape, shape, errors);
    }

    /** Where the answer to a refresh token differs from that to a code. */
    public TokenEndpoint refreshingWith(TokenAnswer shape) {
        return new TokenEndpoint(url, client, format, headers, answer, shape, errors);
    }

    public TokenEndpoint failingWith(TokenErrors shape) {
        return new TokenEndpoint(url, client, format, headers, answer, refreshed, shape);
    }
}
