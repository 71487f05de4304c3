package dev.tributary.source.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.meta.AuthConfig.ApiKey;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Calls of {@code api.php} in format version 2: <a href="https://www.mediawiki.org/wiki/API:Main_page">API:Main page</a>,
 * <a href="https://www.mediawiki.org/wiki/API:JSON_version_2">API:JSON version 2</a>, errors as in
 * <a href="https://www.mediawiki.org/wiki/API:Errors_and_warnings">API:Errors and warnings</a>, with maxlag=5 as
 * <a href="https://www.mediawiki.org/wiki/API:Etiquette">API:Etiquette</a> asks of programs, and an OAuth 2 token as in
 * <a href="https://www.mediawiki.org/wiki/OAuth/Owner-only_consumers">OAuth/Owner-only consumers</a>.
 */
record MediaWikiApi(SourceSession session, URI address) {

    /** Longer calls, as with 50 titles, go into a body, for proxies and servers limit addresses. */
    private static final int LONGEST_ADDRESS = 2_000;

    private static final Parameters ALWAYS = Parameters.NONE
            .with("format", "json")
            .with("formatversion", 2)
            .with("errorformat", "plaintext")
            .with("maxlag", 5);

    /** A part of the answer to a query. */
    record Answer(JsonNode json) {

        JsonNode query() {
            return json.path("query");
        }

        /** What to add to the same call for more; empty at the end. */
        Map<String, String> continuation() {
            var all = new HashMap<String, String>();
            json.path("continue")
                    .properties()
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString()));
            return all;
        }

        /** Whether all properties of these pages are there, so that a continuation leads to other pages. */
        boolean isBatchComplete() {
            return json.path("batchcomplete").asBoolean(false);
        }

        /** Partial if the wiki says that it did not do what it was asked. */
        Coverage coverage() {
            return json.path("warnings")
                    .valueStream()
                    .filter(warning -> !warning.path("code")
                            .asString("")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("deprecat"))
                    .findFirst()
                    .map(warning -> Coverage.partial(
                            "The wiki warns: " + warning.path("text").asString("of something it does not name")))
                    .orElse(Coverage.COMPLETE);
        }
    }

    /** Calls action=query. */
    Answer query(Parameters parameters) throws InterruptedException {
        var json = call(parameters, ApiError::exception);
        if (!json.path("batchcomplete").isBoolean() && !json.path("continue").isObject()) {
            throw new UnexpectedResponse(
                    "%s answered a query without 'batchcomplete' and 'continue'; MediaWiki 1.29 or newer is needed"
                            .formatted(address),
                    null);
        }
        return new Answer(json);
    }

    /** Calls any action. */
    JsonNode call(Parameters parameters, Function<ApiError, RuntimeException> failure) throws InterruptedException {
        var response = send(parameters);
        var json = JsonApi.parse(response);
        var error = ApiError.in(response, json);
        if (error.isPresent()) {
            throw failure.apply(error.get());
        }
        return json;
    }

    SourceResponse send(Parameters parameters) throws InterruptedException {
        return session.http().send(signed(request(ALWAYS.with(parameters.values()))));
    }

    private SourceRequest request(Parameters parameters) {
        var token = token().isPresent() ? parameters.with("assert", "user") : parameters;
        var encoded = token.encoded();
        return encoded.length() < LONGEST_ADDRESS
                ? SourceRequest.get(URI.create(address + "?" + encoded))
                : SourceRequest.query(address, Bytes.of(encoded.getBytes(UTF_8)))
                        .header("Content-Type", "application/x-www-form-urlencoded");
    }

    private SourceRequest signed(SourceRequest request) {
        return token().map(secret -> request.header("Authorization", "Bearer " + secret))
                .orElse(request);
    }

    private Optional<String> token() {
        return session.credential().secret(ApiKey.DEFAULT_NAME);
    }
}
