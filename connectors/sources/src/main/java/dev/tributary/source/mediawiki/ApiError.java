package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceResponse;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A refusal inside an answer with status 200, as described in
 * <a href="https://www.mediawiki.org/wiki/API:Errors_and_warnings">API:Errors and warnings</a> and
 * <a href="https://www.mediawiki.org/wiki/Manual:Maxlag_parameter">Manual:Maxlag parameter</a>.
 *
 * @param retryAfter how long the wiki asks to be left alone
 */
record ApiError(String host, String code, String text, Optional<Duration> retryAfter) {

    /** The first error of the answer, in the form of MediaWiki 1.29 and later, or the older one. */
    static Optional<ApiError> in(SourceResponse response, JsonNode json) {
        var newer = json.path("errors").path(0);
        var error = newer.isObject() ? newer : json.path("error");
        if (!error.path("code").isString()) {
            return Optional.empty();
        }
        var text = error.path("text").asString(error.path("info").asString(""));
        return Optional.of(new ApiError(
                response.uri().getHost(), error.path("code").asString(), text.strip(), retryAfterOf(response)));
    }

    /** Whether it is about the wiki or the access to it, rather than about what was asked. */
    boolean concernsEverything() {
        return isOverload() || isAccess();
    }

    ConnectorException exception() {
        if (isOverload()) {
            return new RateLimited(retryAfter);
        }
        if (isAccess()) {
            return new CredentialRejected(
                    "%s lets nobody read without a good access token (%s): %s. Enter a token of an account that may read it"
                            .formatted(host, code, text));
        }
        if (code.equals("permissiondenied")) {
            return new ConfigRejected("", "%s refuses: %s".formatted(host, text));
        }
        if (code.startsWith("internal_api_error")) {
            return new SourceUnavailable("%s failed inside (%s): %s".formatted(host, code, text), null);
        }
        return new UnexpectedResponse("%s answered with the error '%s': %s".formatted(host, code, text), null);
    }

    private boolean isOverload() {
        return code.equals("maxlag") || code.equals("ratelimited");
    }

    private boolean isAccess() {
        return code.equals("readapidenied") || code.equals("assertuserfailed") || code.startsWith("mwoauth-");
    }

    private static Optional<Duration> retryAfterOf(SourceResponse response) {
        return response.header("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
