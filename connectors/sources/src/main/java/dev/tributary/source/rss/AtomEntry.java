package dev.tributary.source.rss;

import dev.tributary.connector.kit.WebAddress;
import dev.tributary.source.rss.Entry.About;
import dev.tributary.source.rss.Entry.Source;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/**
 * Reads entries of Atom 1.0 (RFC 4287 sections 3.1, 4.1.2, 4.1.3 and 4.2). Content that the feed only links to is not
 * fetched; the summary stands for it.
 */
final class AtomEntry {

    private AtomEntry() {}

    static Entry of(Element entry, Source source) {
        var link = link(entry, source.base());
        var id = Vocabulary.ATOM.text(entry, "id").or(() -> link.map(URI::toString));
        var published = Vocabulary.ATOM.text(entry, "published").or(() -> Vocabulary.ATOM.text(entry, "updated"));
        var categories = Vocabulary.ATOM
                .children(entry, "category")
                .map(category -> category.hasAttr("label") ? category.attr("label") : category.attr("term"))
                .map(String::strip)
                .filter(category -> !category.isEmpty())
                .distinct()
                .toList();
        return new Entry(
                id.orElse(""),
                Vocabulary.ATOM.child(entry, "title").map(AtomEntry::plain).orElse(""),
                html(entry, source.base()),
                link,
                new About(
                        author(entry).or(source::author),
                        categories,
                        published.flatMap(FeedDate::parse),
                        source.title()));
    }

    /** The names of the authors of a feed or entry. */
    static Optional<String> author(Element parent) {
        var names = Vocabulary.ATOM
                .children(parent, "author")
                .map(author -> Vocabulary.ATOM.text(author, "name").or(() -> Vocabulary.ATOM.text(author, "email")))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Optional.of(names).filter(text -> !text.isEmpty());
    }

    /** A text construct without its markup. */
    static String plain(Element text) {
        return switch (type(text)) {
            case "html" -> Jsoup.parseBodyFragment(text.wholeText()).text();
            case "xhtml" -> text.text();
            default -> text.wholeText().strip();
        };
    }

    private static String html(Element entry, URI base) {
        return Vocabulary.ATOM
                .child(entry, "content")
                .filter(content -> !content.hasAttr("src"))
                .flatMap(content -> markup(content, base))
                .or(() -> Vocabulary.ATOM.child(entry, "summary").flatMap(summary -> markup(summary, base)))
                .orElse("");
    }

    private static Optional<String> markup(Element content, URI base) {
        var html = switch (type(content)) {
            case "html", "text/html" -> XmlBase.absolute(content.wholeText(), XmlBase.of(content, base));
            case "xhtml", "application/xhtml+xml" -> XmlBase.absolute(inner(content), XmlBase.of(content, base));
            case "text", "text/plain" -> paragraphs(content.wholeText());
            // other types are Base64 or XML of another vocabulary
            default -> "";
        };
        return Optional.of(html).filter(text -> !text.isBlank());
    }

    private static String inner(Element content) {
        var copy = content.clone();
        for (var element : copy.children().select("*")) {
            var tag = element.tagName();
            element.tagName(tag.substring(tag.indexOf(':') + 1));
        }
        var div = copy.firstElementChild();
        return Objects.requireNonNullElse(div, copy).html();
    }

    private static String paragraphs(String text) {
        return text.isBlank() ? "" : "<p>" + Entities.escape(text.strip()).replaceAll("\\n\\s*\\n", "</p><p>") + "</p>";
    }

    private static String type(Element text) {
        var type = text.attr("type").strip().toLowerCase(Locale.ROOT);
        return type.isEmpty() ? "text" : type;
    }

    private static Optional<URI> link(Element entry, URI base) {
        return Vocabulary.ATOM
                .children(entry, "link")
                .filter(link -> !link.hasAttr("rel") || link.attr("rel").strip().equals("alternate"))
                .findFirst()
                .flatMap(link -> WebAddress.resolve(XmlBase.of(link, base), link.attr("href")));
    }
}
