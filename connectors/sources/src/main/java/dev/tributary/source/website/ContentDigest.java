package dev.tributary.source.website;

import dev.tributary.connector.kit.Digest;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * A digest of what a page says, without what surrounds it on every page of the site: a link added to the menu changes no
 * page, nor do scripts, form tokens, comments, and white space but for that of code. For one thread.
 */
final class ContentDigest implements NodeFilter {

    /** Behind it Cloudflare hides addresses of mail, written anew in each answer. */
    private static final String PROTECTED = "/cdn-cgi/l/email-protection";

    private static final List<String> TELLING =
            List.of("start", "colspan", "rowspan", "alttext", "data-lang", "checked", "role");

    /** Classes by which pages set notes apart, and tell the language of code. */
    private static final Pattern TELLING_CLASS = Pattern.compile(
            "admonition|callout|alert|information-macro|notice|panel-macro|(?:^|\\s)(?:lang|language|highlight)-|brush:");

    private final MainContent main;
    private final StringBuilder written = new StringBuilder();
    private boolean isBlank;
    private boolean isAtBlock = true;

    private ContentDigest(MainContent main) {
        this.main = main;
    }

    static String of(Document page) {
        var digest = new ContentDigest(MainContent.of(page));
        NodeTraversor.filter(digest, digest.main.root());
        return Digest.of(digest.written.toString());
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode text) {
            write(text.getWholeText());
        }
        return node instanceof Element element ? element(element, depth) : FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            mark(element, "</" + element.normalName() + ">");
        }
        return FilterResult.CONTINUE;
    }

    private FilterResult element(Element element, int depth) {
        if ((depth > 0 && main.drops(element)) || saysNothing(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        mark(element, tag(element));
        return switch (element.normalName()) {
            case "pre" -> {
                element.select("code").stream().findFirst().ifPresent(code -> mark(code, tag(code)));
                yield code(element.wholeText().stripTrailing());
            }
            case "code", "kbd", "samp", "tt" -> code(element.wholeText().strip().replaceAll("\\s+", " "));
            default -> FilterResult.CONTINUE;
        };
    }

    /** A picture without a text in its place; and fields, in which a form may hold a token, but for boxes of a list. */
    private static boolean saysNothing(Element element) {
        return switch (element.normalName()) {
            case "img" -> element.attr("alt").isBlank();
            case "input" -> !element.attr("type").equals("checkbox") || element.closest("li") == null;
            default -> false;
        };
    }

    private FilterResult code(String code) {
        written.append(code);
        isAtBlock = false;
        return FilterResult.SKIP_CHILDREN;
    }

    private void write(String text) {
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                isBlank = true;
            } else {
                separate();
                written.append(c);
                isAtBlock = false;
            }
        }
    }

    /** Begins or ends an element; white space before and after a block means nothing. */
    private void mark(Element element, String tag) {
        var isBlock = element.isBlock() || element.normalName().equals("br");
        if (!isBlock) {
            separate();
        }
        written.append(tag);
        isBlank = false;
        isAtBlock = isBlock;
    }

    private void separate() {
        if (isBlank && !isAtBlock) {
            written.append(' ');
        }
        isBlank = false;
    }

    private static String tag(Element element) {
        var tag = new StringBuilder("<").append(element.normalName());
        switch (element.normalName()) {
            case "a" -> add(tag, "href", address(element));
            case "img" -> add(add(tag, "src", element.attr("src")), "alt", element.attr("alt"));
            case "li" -> add(tag, "value", element.attr("value"));
            default -> TELLING.forEach(name -> add(tag, name, element.hasAttr(name) ? "=" + element.attr(name) : ""));
        }
        if (TELLING_CLASS.matcher(element.className()).find()) {
            add(tag, "class", element.className());
        }
        return tag.append('>').toString();
    }

    private static StringBuilder add(StringBuilder tag, String name, String value) {
        return value.isEmpty() ? tag : tag.append(' ').append(name).append('=').append(value);
    }

    /** Where a link leads, without what only tracks visitors. */
    private static String address(Element link) {
        var given = link.attr("href").strip();
        if (given.startsWith("#")) {
            return "";
        }
        var fragment = given.indexOf('#');
        return CanonicalUrl.of(link.absUrl("href"))
                .map(canonical -> fragment < 0 || canonical.endsWith(PROTECTED)
                        ? canonical
                        : canonical + given.substring(fragment))
                .orElse(given);
    }
}
