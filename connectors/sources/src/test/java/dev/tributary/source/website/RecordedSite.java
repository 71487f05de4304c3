package dev.tributary.source.website;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.TestSession;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A web site on the loopback address that tests build page by page, and what a connector lists of it. */
final class RecordedSite implements AutoCloseable {

    private final RecordedSource source = new RecordedSource();
    private final Connector connector = new WebsiteConnector();
    private final Map<String, List<String>> config = new HashMap<>();
    private final Map<String, ConnectorException> failures = new HashMap<>();

    RecordedSite(String mode) {
        config.put("startUrl", List.of(source.url() + "/"));
        config.put("mode", List.of(mode));
    }

    RecordedSource source() {
        return source;
    }

    Map<String, List<String>> config() {
        return config;
    }

    String url(String path) {
        return source.url() + path;
    }

    RecordedSite set(String key, String... values) {
        config.put(key, List.of(values));
        return this;
    }

    RecordedSite page(String path, String text, String... links) {
        return answer(path, Answer.html(html(text, links)));
    }

    RecordedSite answer(String path, Answer answer) {
        source.answers(path, answer);
        return this;
    }

    /** Lets the engine's HTTP refuse this path. */
    RecordedSite fails(String path, ConnectorException failure) {
        failures.put(url(path), failure);
        return this;
    }

    RecordedSite without(String path) {
        return answer(path, Answer.of(404, "gone"));
    }

    RecordedSite text(String path, String text) {
        return answer(path, Answer.of(200, text).header("Content-Type", "text/plain"));
    }

    RecordedSite redirect(String path, String to) {
        return answer(path, Answer.of(301, "").header("Location", to));
    }

    /** A sitemap of these paths; "path time" gives it a lastmod. */
    RecordedSite sitemap(String... entries) {
        var urls = Arrays.stream(entries)
                .map(entry -> entry.split(" "))
                .map(entry -> "<url><loc>" + url(entry[0]) + "</loc>"
                        + (entry.length > 1 ? "<lastmod>" + entry[1] + "</lastmod>" : "") + "</url>")
                .collect(Collectors.joining("\n"));
        return answer("/sitemap.xml", Answer.of(200, "<?xml version=\"1.0\"?><urlset>" + urls + "</urlset>"));
    }

    SourceSession session() {
        var http = source.session(config).http();
        return TestSession.over(
                request -> {
                    var failure = failures.get(request.uri().toString());
                    if (failure != null) {
                        throw failure;
                    }
                    return http.send(request);
                },
                config);
    }

    Listing list() throws InterruptedException {
        return Listing.of(connector, session(), ListRequest.EVERYTHING);
    }

    ExternalDocument read(String path) throws InterruptedException {
        return connector.getDocument(session(), url(path)).orElseThrow(AssertionError::new);
    }

    boolean finds(String path) throws InterruptedException {
        return connector.getDocument(session(), url(path)).isPresent();
    }

    /** Hashes by path. */
    Map<String, String> hashes() throws InterruptedException {
        var hashes = new TreeMap<String, String>();
        for (ExternalDocument document : list().documents()) {
            hashes.put(document.externalId().replace(source.url(), ""), document.contentHash());
        }
        return hashes;
    }

    List<String> paths() throws InterruptedException {
        return list().ids().stream().map(id -> id.replace(source.url(), "")).toList();
    }

    /** Why the listing is partial. */
    List<String> hidden() throws InterruptedException {
        return list().pages().stream()
                .map(page -> page.coverage())
                .filter(Coverage.Partial.class::isInstance)
                .map(partial -> ((Coverage.Partial) partial).reason())
                .toList();
    }

    static String html(String text, String... links) {
        var anchors = Arrays.stream(links)
                .map(link -> "<a href=\"" + link + "\">" + link + "</a>")
                .collect(Collectors.joining("\n"));
        return "<!doctype html><html lang=en><head><title>" + text + "</title></head><body><nav>" + anchors
                + "</nav><main><p>" + text + "</p></main></body></html>";
    }

    @Override
    public void close() {
        source.close();
    }
}
