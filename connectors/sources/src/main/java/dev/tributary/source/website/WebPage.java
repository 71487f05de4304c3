package dev.tributary.source.website;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.Digest;
import dev.tributary.connector.kit.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * An answer that holds a document.
 *
 * @param url its canonical address, after redirects
 * @param version a digest of what it says
 * @param canonical the address that the page itself calls its own
 * @param links the canonical addresses it links to, as far as robots may follow them
 */
record WebPage(
        String url,
        String version,
        Heading heading,
        Content content,
        PageDirectives directives,
        Optional<String> canonical,
        List<String> links) {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** The name of a page, and what it says of itself. */
    record Heading(String title, Attributes attributes) {}

    WebPage {
        links = List.copyOf(links);
    }

    static WebPage html(SourceResponse response, MediaType type) {
        var bytes = response.body().toArray();
        var document = parsed(bytes, type, response.uri());
        var directives = PageDirectives.ofHeaders(headers(response)).and(document);
        var text = new String(bytes, document.charset()).replaceFirst("^\uFEFF", "");
        return new WebPage(
                CanonicalUrl.of(response.uri()),
                ContentDigest.of(document),
                PageHeading.of(document, response),
                Content.Text.html(text),
                directives,
                canonical(document),
                directives.forbidFollowing() ? List.of() : links(document));
    }

    static WebPage text(SourceResponse response, MediaType type) {
        var bytes = response.body().toArray();
        var text = decoded(bytes, type.charset()).replaceFirst("^\uFEFF", "");
        var content = type.name().equals("text/plain") ? Content.Text.plain(text) : Content.Text.markdown(text);
        return plain(response, Digest.of(bytes), content);
    }

    static WebPage file(SourceResponse response, MediaType type) {
        var name = PageHeading.lastSegment(response.uri());
        var content = new Content.File(name, type.name(), response.body());
        return plain(response, Digest.of(response.body().toArray()), content);
    }

    private static WebPage plain(SourceResponse response, String version, Content content) {
        return new WebPage(
                CanonicalUrl.of(response.uri()),
                version,
                PageHeading.of(response),
                content,
                PageDirectives.ofHeaders(headers(response)),
                Optional.empty(),
                List.of());
    }

    /** The page in the charset that it declares; in the one of old pages if it declares none and is no UTF-8. */
    private static Document parsed(byte[] bytes, MediaType type, URI address) {
        var document = parsed(bytes, type.charset(), address);
        var isTold = type.charset().isPresent()
                || !document.charset().equals(StandardCharsets.UTF_8)
                || !document.select("meta[charset], meta[http-equiv=content-type][content*=charset]")
                        .isEmpty();
        return isTold || isUtf8(bytes) ? document : parsed(bytes, Optional.of(WINDOWS_1252), address);
    }

    private static Document parsed(byte[] bytes, Optional<Charset> charset, URI address) {
        try {
            return Jsoup.parse(
                    new ByteArrayInputStream(bytes), charset.map(Charset::name).orElse(null), address.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> canonical(Document document) {
        return document.select("link[href]").stream()
                .filter(link -> hasRel(link, "canonical"))
                .map(link -> link.absUrl("href"))
                .flatMap(address -> CanonicalUrl.of(address).stream())
                .findFirst();
    }

    private static List<String> links(Document document) {
        var base = WebAddress.parse(document.baseUri());
        return base.map(address -> document.select("a[href], area[href]").stream()
                        .filter(link -> !hasRel(link, "nofollow"))
                        .flatMap(link -> WebAddress.resolve(address, link.attr("href")).stream())
                        .map(CanonicalUrl::of)
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static boolean hasRel(Element link, String wanted) {
        return Arrays.stream(link.attr("rel").split("\\s+")).anyMatch(wanted::equalsIgnoreCase);
    }

    private static List<String> headers(SourceResponse response) {
        return response.headers().getOrDefault("X-Robots-Tag", List.of());
    }

    private static String decoded(byte[] bytes, Optional<Charset> declared) {
        return new String(bytes, declared.orElseGet(() -> isUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252));
    }

    /** A text that was cut within a character is still UTF-8: one in another charset has hardly any that are whole. */
    private static boolean isUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var broken = text.chars().filter(c -> c == '\uFFFD').count();
        return broken == 0
                || broken < text.chars().filter(c -> c > 0x7F && c != '\uFFFD').count();
    }
}
