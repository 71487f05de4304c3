package dev.tributary.source.rss;

import dev.tributary.connector.kit.WebAddress;
import dev.tributary.source.rss.Entry.About;
import dev.tributary.source.rss.Entry.Source;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Reads items of RSS 2.0 (https://www.rssboard.org/rss-specification) and RSS 1.0 (https://web.resource.org/rss/1.0/spec),
 * with {@code content:encoded}, {@code dc:creator}, {@code dc:date} and {@code dc:subject} of their modules. Enclosures are
 * not fetched.
 */
final class RssEntry {

    private static final Pattern MAIL_AND_NAME = Pattern.compile("\\S+@\\S+\\s*\\((.+)\\)");
    private static final List<Vocabulary> RSS = List.of(Vocabulary.RSS_2, Vocabulary.RSS_1);

    private RssEntry() {}

    /** The channel that items are in; its link is what relative addresses start from. */
    static Source source(Element channel, URI address) {
        var base = text(channel, "link")
                .flatMap(link -> WebAddress.resolve(address, link))
                .orElse(address);
        return new Source(base, text(channel, "title").map(RssEntry::plain).orElse(""), Optional.empty());
    }

    static Entry of(Element item, Source source) {
        var base = XmlBase.of(item, source.base());
        var link = link(item, base);
        var published = text(item, "pubDate").or(() -> Vocabulary.DUBLIN_CORE.text(item, "date"));
        var categories = Stream.concat(
                        Vocabulary.RSS_2.children(item, "category"), Vocabulary.DUBLIN_CORE.children(item, "subject"))
                .map(category -> plain(category.wholeText()))
                .filter(category -> !category.isEmpty())
                .distinct()
                .toList();
        var about = new About(author(item), categories, published.flatMap(FeedDate::parse), source.title());
        return new Entry(
                id(item).or(() -> link.map(URI::toString)).orElse(""),
                text(item, "title").map(RssEntry::plain).orElse(""),
                html(item, link.orElse(base)),
                link,
                about);
    }

    private static Optional<String> id(Element item) {
        var about = item.attr("rdf:about").strip();
        return text(item, "guid").or(() -> Optional.of(about).filter(address -> !address.isEmpty()));
    }

    private static Optional<URI> link(Element item, URI base) {
        var permalink = Vocabulary.RSS_2
                .child(item, "guid")
                .filter(guid -> !guid.attr("isPermaLink").strip().equals("false"))
                .map(guid -> guid.wholeText().strip());
        return text(item, "link")
                .flatMap(link -> WebAddress.resolve(base, link))
                .or(() -> permalink.flatMap(WebAddress::parse));
    }

    private static String html(Element item, URI link) {
        var text = Vocabulary.CONTENT.text(item, "encoded").or(() -> text(item, "description"));
        return text.map(html -> XmlBase.absolute(html, XmlBase.of(item, link))).orElse("");
    }

    private static Optional<String> author(Element item) {
        return Vocabulary.DUBLIN_CORE
                .text(item, "creator")
                .or(() -> Vocabulary.RSS_2.text(item, "author").map(RssEntry::name));
    }

    private static String name(String author) {
        var matcher = MAIL_AND_NAME.matcher(author);
        return matcher.matches() ? matcher.group(1).strip() : author;
    }

    private static Optional<String> text(Element parent, String name) {
        return RSS.stream()
                .flatMap(vocabulary -> vocabulary.text(parent, name).stream())
                .findFirst();
    }

    /** Many feeds put escaped markup where plain text belongs. */
    private static String plain(String text) {
        return text.contains("<") || text.contains("&")
                ? Jsoup.parseBodyFragment(text).text()
                : text.strip();
    }
}
