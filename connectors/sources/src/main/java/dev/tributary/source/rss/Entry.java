package dev.tributary.source.rss;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.kit.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Entities;

/**
 * An entry of any kind of feed.
 *
 * @param id the publisher's id for it, or else its address; blank if it has neither
 * @param html what it says, with absolute links; blank for a mere link
 */
record Entry(String id, String title, String html, Optional<URI> link, About about) {

    static final String AUTHOR = "author";
    static final String CATEGORIES = "categories";
    static final String PUBLISHED = "published";
    static final String FEED = "feed";

    private static final int TITLE_LENGTH = 80;

    /** The feed that entries are in. */
    record Source(URI base, String title, Optional<String> author) {}

    /** What is known of an entry beside what it says. */
    record About(Optional<String> author, List<String> categories, Optional<Instant> published, String feed) {
        About {
            categories = List.copyOf(categories);
        }
    }

    /**
     * The document. Its hash is taken from title and text, which the feed brings along: an item of RSS keeps its pubDate
     * when it is edited, and some feeds stamp each answer with the time of day.
     */
    ExternalDocument document() {
        var version = Digest.of(title + "\n" + html);
        var name = printable(id.isBlank() ? link.map(URI::toString).orElse("sha256:" + version) : id);
        return new ExternalDocument(
                name,
                heading(name),
                "rss:%s:%s".formatted(name, version),
                Content.Text.html(html.isBlank() ? mereLink() : html),
                link,
                metadata());
    }

    private Attributes metadata() {
        var categories = about.categories().isEmpty()
                ? Attributes.empty()
                : Attributes.empty().with(CATEGORIES, about.categories());
        return categories
                .withText(AUTHOR, about.author())
                .withInstant(PUBLISHED, about.published())
                .withText(FEED, Optional.of(about.feed()).filter(text -> !text.isBlank()));
    }

    private String heading(String name) {
        if (!title.isBlank()) {
            return printable(title);
        }
        var text = printable(Jsoup.parseBodyFragment(html).text());
        if (text.isEmpty()) {
            return name;
        }
        return text.codePointCount(0, text.length()) > TITLE_LENGTH
                ? text.substring(0, text.offsetByCodePoints(0, TITLE_LENGTH)) + "…"
                : text;
    }

    private String mereLink() {
        var name = Entities.escape(title.isBlank() ? link.map(URI::toString).orElse("") : title);
        return link.map(address -> "<p><a href=\"%s\">%s</a></p>".formatted(Entities.escape(address.toString()), name))
                .orElse("<p>%s</p>".formatted(name));
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
