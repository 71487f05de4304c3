package dev.tributary.source.mediawiki;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A page as a query describes it, with all parts of the answer merged: prop=info of
 * <a href="https://www.mediawiki.org/wiki/API:Info">API:Info</a>, the newest revision of
 * <a href="https://www.mediawiki.org/wiki/API:Revisions">API:Revisions</a>, and
 * <a href="https://www.mediawiki.org/wiki/API:Categories">API:Categories</a>.
 *
 * <p>Its version is the revision and the time when it was last touched. The revision alone would miss what a page
 * includes: by <a href="https://www.mediawiki.org/wiki/Manual:Page_table#page_touched">Manual:Page table</a>
 * {@code page_touched} moves whenever a page has to be rendered anew, so also when a template in it changes or a page
 * that it links to comes or goes, and the wiki's own cache of rendered pages hangs on it. So nothing has to be read
 * again just in case.
 */
record WikiPage(JsonNode json) {

    /** Part of the hash; to be raised when {@link PageText} makes something else of the same answer. */
    private static final String RENDERER = "html1";

    long id() {
        return json.path("pageid").asLong(0);
    }

    long revision() {
        return json.path("lastrevid").asLong();
    }

    int namespace() {
        return json.path("ns").asInt(-1);
    }

    /** Whether it is a page with a text of its own: neither gone nor a redirect. */
    boolean isThere() {
        return id() > 0
                && !json.path("missing").asBoolean(false)
                && !json.path("redirect").asBoolean(false);
    }

    boolean isIn(String categoryTitle) {
        return json.path("categories")
                .valueStream()
                .anyMatch(category -> category.path("title").asString("").equals(categoryTitle));
    }

    URI url() {
        return URI.create(text("canonicalurl"));
    }

    ExternalDocument document(Namespaces namespaces) {
        var hash = "mediawiki:%d:%d:%s:%s".formatted(id(), revision(), text("touched"), RENDERER);
        return new ExternalDocument(
                Long.toString(id()),
                text("title"),
                hash,
                new Content.Deferred(),
                Optional.of(url()),
                metadata(namespaces));
    }

    private Attributes metadata(Namespaces namespaces) {
        var newest = json.path("revisions").path(0);
        return Attributes.empty()
                .with("namespace", namespaces.label(namespace()))
                .with("size", json.path("length").asLong(0))
                .with("categories", categories())
                .withText("lastEditor", Optional.ofNullable(newest.path("user").stringValue(null)))
                .withInstant("lastModified", instant(newest.path("timestamp").asString("")));
    }

    /** Names without their namespace; those that the wiki hides from readers serve its upkeep and are left out. */
    private List<String> categories() {
        return json.path("categories")
                .valueStream()
                .filter(category -> !category.path("hidden").asBoolean(false))
                .map(category -> category.path("title").asString("").replaceFirst("^[^:]*:", ""))
                .sorted()
                .toList();
    }

    private String text(String name) {
        var value = json.path(name).asString("");
        if (value.isEmpty() || !json.path("lastrevid").isIntegralNumber()) {
            throw new UnexpectedResponse("The wiki describes page %d without '%s'".formatted(id(), name), null);
        }
        return value;
    }

    private static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            throw new UnexpectedResponse("'%s' is no time in the form that MediaWiki writes".formatted(text), e);
        }
    }
}
