package dev.tributary.source.rss;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.ContentType;
import dev.tributary.connector.kit.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * One feed document.
 *
 * @param older where the next older part of the feed is
 */
record Feed(URI address, List<Entry> entries, Completeness completeness, Optional<URI> older) {

    private static final long MAX_SIZE = 20L * 1024 * 1024;

    /** What RFC 5005 lets one conclude from the absence of an entry. */
    enum Completeness {
        /** Section 2: the document holds all there is ({@code fh:complete}). */
        COMPLETE,
        /** Section 4: the documents linked by {@code prev-archive} hold all there is. */
        ARCHIVED,
        /** Nothing: only the newest entries, or pages that may shift while they are read (section 3). */
        NEWEST
    }

    Feed {
        entries = List.copyOf(entries);
    }

    /** Reads the answer, which must be a whole RSS or Atom document. */
    static Feed of(SourceResponse response) {
        var name = WebAddress.printed(response.uri());
        if (response.body().size() > MAX_SIZE) {
            throw new UnexpectedResponse("The feed %s is larger than %d MB".formatted(name, MAX_SIZE >> 20), null);
        }
        var bytes = response.body().toArray();
        var document = parsed(bytes, response);
        var root = document.firstElementChild();
        if (root == null || !isFeed(root)) {
            throw new UnexpectedResponse("%s is no RSS or Atom feed".formatted(name), null);
        }
        var text = new String(bytes, document.charset());
        var tail = text.substring(Math.max(0, text.length() - 4_096));
        var isEmptyElement = root.childNodeSize() == 0 && tail.stripTrailing().endsWith("/>");
        if (!isEmptyElement && !tail.contains("</" + root.tagName())) {
            throw new UnexpectedResponse("The feed %s is cut off".formatted(name), null);
        }
        return Vocabulary.ATOM.has(root, "feed") ? atom(response.uri(), root) : rss(response.uri(), root, name);
    }

    /** The feeds that a page which is none points at. */
    static Optional<URI> namedIn(SourceResponse page) {
        var types = List.of("application/rss+xml", "application/atom+xml");
        return Jsoup.parse(page.text(), page.uri().toString()).select("link[rel~=(?i)\\balternate\\b][href]").stream()
                .filter(link -> types.contains(link.attr("type").strip().toLowerCase(Locale.ROOT)))
                .flatMap(link -> WebAddress.resolve(page.uri(), link.attr("href")).stream())
                .findFirst();
    }

    private static Feed atom(URI address, Element root) {
        var title = Vocabulary.ATOM.child(root, "title").map(AtomEntry::plain).orElse("");
        var source = new Entry.Source(address, title, AtomEntry.author(root));
        var entries = Vocabulary.ATOM
                .children(root, "entry")
                .map(entry -> AtomEntry.of(entry, source))
                .toList();
        return new Feed(address, entries, completeness(root), older(root, address));
    }

    private static Feed rss(URI address, Element root, String name) {
        var channel = root.children().stream()
                .filter(child -> Vocabulary.RSS_2.has(child, "channel") || Vocabulary.RSS_1.has(child, "channel"))
                .findFirst()
                .orElseThrow(() -> new UnexpectedResponse("The feed %s has no channel".formatted(name), null));
        var source = RssEntry.source(channel, address);
        // RSS 1.0 has the items beside the channel, RSS 2.0 within
        var parent = root.tagName().endsWith("RDF") ? root : channel;
        var entries = parent.children().stream()
                .filter(child -> Vocabulary.RSS_2.has(child, "item") || Vocabulary.RSS_1.has(child, "item"))
                .map(item -> RssEntry.of(item, source))
                .toList();
        return new Feed(address, entries, completeness(channel), older(channel, address));
    }

    private static boolean isFeed(Element root) {
        return Vocabulary.ATOM.has(root, "feed")
                || root.tagName().equals("rss")
                || (root.tagName().endsWith("RDF")
                        && root.children().stream().anyMatch(child -> Vocabulary.RSS_1.has(child, "channel")));
    }

    private static Completeness completeness(Element feed) {
        if (Vocabulary.HISTORY.child(feed, "complete").isPresent()) {
            return Completeness.COMPLETE;
        }
        var isCurrent = Vocabulary.HISTORY.child(feed, "archive").isEmpty();
        return isCurrent && link(feed, "prev-archive").isPresent() ? Completeness.ARCHIVED : Completeness.NEWEST;
    }

    private static Optional<URI> older(Element feed, URI address) {
        return link(feed, "prev-archive")
                .or(() -> link(feed, "next"))
                .flatMap(link -> WebAddress.resolve(XmlBase.of(link, address), link.attr("href")));
    }

    private static Optional<Element> link(Element feed, String rel) {
        return Vocabulary.ATOM
                .children(feed, "link")
                .filter(link -> link.attr("rel").strip().equals(rel))
                .findFirst();
    }

    private static Document parsed(byte[] bytes, SourceResponse response) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(bytes),
                    ContentType.charset(response).map(Charset::name).orElse(null),
                    response.uri().toString(),
                    Parser.xmlParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
