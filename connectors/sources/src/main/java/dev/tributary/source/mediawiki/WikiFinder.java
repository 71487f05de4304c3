package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.JsonApi;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/**
 * Finds a wiki's {@code api.php}: as given, beside the address given, under {@code /w/}, or where a page says with the
 * EditURI link of <a href="https://www.mediawiki.org/wiki/API:Main_page">API:Main page</a>'s really simple discovery.
 */
final class WikiFinder {

    private static final String FIELD = "wikiUrl";
    private static final Parameters SITE_INFO =
            Parameters.query().with("meta", "siteinfo").with("siprop", "general|namespaces|namespacealiases");

    private final SourceSession session;
    private final URI given;
    private final List<String> tried = new ArrayList<>();
    private boolean somethingElseAnswered;

    WikiFinder(SourceSession session) {
        this.session = session;
        this.given = normalised(session.config().text(FIELD));
    }

    Wiki find() throws InterruptedException {
        for (var candidate : candidates()) {
            var wiki = at(URI.create(candidate));
            if (wiki.isPresent()) {
                return wiki.get();
            }
        }
        var linked = given.getPath().endsWith("/api.php") ? Optional.<URI>empty() : editUri();
        if (linked.isPresent()) {
            var wiki = at(linked.get());
            if (wiki.isPresent()) {
                return wiki.get();
            }
        }
        throw missing();
    }

    private List<String> candidates() {
        if (given.getPath().endsWith("/api.php")) {
            return List.of(given.toString());
        }
        var base = given.toString().replaceFirst("/index\\.php(/.*)?$", "").replaceFirst("/+$", "");
        return List.of(base + "/api.php", base + "/w/api.php");
    }

    private Optional<Wiki> at(URI address) throws InterruptedException {
        var response = answer(address, new MediaWikiApi(session, address)::send);
        var json = response.flatMap(this::siteInfo);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        var found = withoutQuery(response.orElseThrow().uri());
        requireSameOrigin(found);
        var error = ApiError.in(response.orElseThrow(), json.get());
        if (error.isPresent()) {
            throw error.get().exception();
        }
        return Optional.of(new Wiki(found, Namespaces.in(json.get().path("query"))));
    }

    private Optional<JsonNode> siteInfo(SourceResponse response) {
        try {
            var json = JsonApi.parse(response);
            var generator = json.path("query").path("general").path("generator").asString("");
            if (generator.startsWith("MediaWiki") || ApiError.in(response, json).isPresent()) {
                return Optional.of(json);
            }
        } catch (UnexpectedResponse notJson) {
            // told by missing(), once the other addresses have been tried
        }
        somethingElseAnswered = true;
        return Optional.empty();
    }

    private Optional<URI> editUri() throws InterruptedException {
        var page = answer(given, _ -> session.http().send(SourceRequest.get(given)));
        if (page.isEmpty()) {
            return Optional.empty();
        }
        somethingElseAnswered = true;
        var link = Jsoup.parse(page.get().text(), page.get().uri().toString()).selectFirst("link[rel=EditURI][href]");
        if (link == null) {
            return Optional.empty();
        }
        var address = withoutQuery(URI.create(link.absUrl("href")));
        if (!given.getHost().equalsIgnoreCase(address.getHost())) {
            throw elsewhere(address);
        }
        return Optional.of(given.resolve(address.getRawPath()));
    }

    private Optional<SourceResponse> answer(URI address, Call call) throws InterruptedException {
        try {
            var response = call.send(SITE_INFO);
            tried.add(address + (response.isMissing() ? " (not there)" : " (something else)"));
            return response.isMissing() ? Optional.empty() : Optional.of(response);
        } catch (ConfigRejected refused) {
            tried.add("%s (%s)".formatted(address, refused.getMessage()));
            return Optional.empty();
        }
    }

    /** Whoever answers in the end gets the token with each later call, so it must be who was asked. */
    private void requireSameOrigin(URI found) {
        var upgraded = "http".equals(given.getScheme()) && "https".equals(found.getScheme()) && found.getPort() == -1;
        var same = given.getScheme().equalsIgnoreCase(found.getScheme()) && given.getPort() == found.getPort();
        if (!given.getHost().equalsIgnoreCase(found.getHost()) || !(same || upgraded)) {
            throw elsewhere(found);
        }
    }

    private ConfigRejected elsewhere(URI found) {
        return new ConfigRejected(
                FIELD, "%s leads to the wiki at %s. Enter that address if it is the one".formatted(given, found));
    }

    private RuntimeException missing() {
        var message = "No MediaWiki API found for %s; tried %s. Enter the address of the wiki's api.php"
                .formatted(given, String.join(", ", tried));
        return somethingElseAnswered ? new UnexpectedResponse(message, null) : new ConfigRejected(FIELD, message);
    }

    private static URI normalised(String typed) {
        var absolute = typed.matches("(?i)https?://.*") ? typed : "https://" + typed;
        try {
            var url = URI.create(absolute.replaceFirst("[?#].*$", "").replace(" ", "_"));
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException notAnAddress) {
            // told below
        }
        throw new ConfigRejected(FIELD, "'%s' is no address of a wiki".formatted(typed));
    }

    private static URI withoutQuery(URI address) {
        return URI.create(address.toString().replaceFirst("[?#].*$", ""));
    }

    /** A request whose answer may be another software's. */
    @FunctionalInterface
    private interface Call {
        SourceResponse send(Parameters parameters) throws InterruptedException;
    }
}
