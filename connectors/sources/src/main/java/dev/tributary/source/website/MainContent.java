package dev.tributary.source.website;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What a page says, without what surrounds it on every page of the site: a link added to the menu changes no page, nor
 * do scripts, form tokens and comments.
 */
final class MainContent {

    private static final String NOISE = "script, style, template, noscript, iframe, input, [hidden]";
    private static final String SURROUNDINGS =
            "nav, aside, body > header, body > footer, [role=navigation], [role=banner], [role=contentinfo],"
                    + " [role=complementary], [role=search]";
    private static final List<String> TELLING = List.of("href", "src", "alt", "datetime", "value");
    private static final int DIGEST_BYTES = 16;

    private MainContent() {}

    static String digest(Document page) {
        var root = page.clone();
        root.select(NOISE).remove();
        var mains = root.select("main, [role=main]");
        var articles = root.select("article");
        var main = mains.size() == 1 ? mains.first() : articles.size() == 1 ? articles.first() : root.body();
        if (main == null) {
            return digest(new byte[0]);
        }
        main.select(SURROUNDINGS).remove();
        var written = new StringBuilder();
        main.forEachNode(node -> write(node, written));
        return digest(written.toString().strip().getBytes(StandardCharsets.UTF_8));
    }

    static String digest(byte[] content) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(sha, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static void write(Node node, StringBuilder written) {
        if (node instanceof TextNode text && !text.isBlank()) {
            written.append(text.text().strip()).append('\n');
        } else if (node instanceof Element element) {
            written.append('<').append(element.normalName());
            for (var name : TELLING) {
                if (element.hasAttr(name)) {
                    written.append(' ').append(name).append('=').append(meant(element, name));
                }
            }
            written.append(">\n");
        }
    }

    private static String meant(Element element, String name) {
        var address = element.absUrl(name);
        return name.equals("href") ? CanonicalUrl.of(address).orElse(element.attr(name)) : element.attr(name);
    }
}
