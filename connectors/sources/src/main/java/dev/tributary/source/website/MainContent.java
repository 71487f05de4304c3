package dev.tributary.source.website;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The part of a page that is about its subject, and what within it is not. The engine reads the same part: what it
 * takes up and this does not would never be read again when it changes. A test of the engine compares the two.
 *
 * @param root where to read
 * @param frame what becomes of headers, footers and asides outside of articles
 */
record MainContent(Element root, Frame frame) {

    /** Whether headers, footers and asides outside of articles are the page's and not its subject's. */
    enum Frame {
        KEPT,
        DROPPED
    }

    private static final Pattern INVISIBLE =
            Pattern.compile("display\\s*:\\s*none|visibility\\s*:\\s*hidden", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONSENT = Pattern.compile("cookie|consent|gdpr", Pattern.CASE_INSENSITIVE);
    private static final String PROSE = "h1, h2, h3, p, table, article, main";

    static MainContent of(Document page) {
        var mains = page.select("main, [role=main]").stream()
                .filter(Element::hasText)
                .findFirst();
        if (mains.isPresent()) {
            return new MainContent(mains.get(), Frame.KEPT);
        }
        var articles = page.select("article");
        if (articles.size() == 1 && articles.getFirst().hasText()) {
            return new MainContent(articles.getFirst(), Frame.KEPT);
        }
        return new MainContent(page.body(), articles.isEmpty() ? Frame.KEPT : Frame.DROPPED);
    }

    /** Whether nobody would miss the element and all in it. */
    boolean drops(Element element) {
        return switch (element.normalName()) {
            case "script", "style", "noscript", "template", "nav", "head", "title", "iframe", "object", "embed" -> true;
            case "canvas", "svg", "audio", "video", "select", "button", "textarea", "datalist" -> true;
            case "form" -> element.selectFirst(PROSE) == null;
            case "header", "footer", "aside" ->
                (frame == Frame.DROPPED && element.closest("article") == null) || isMarked(element);
            default -> isMarked(element);
        };
    }

    private static boolean isMarked(Element element) {
        return element.attributesSize() > 0 && (isHidden(element) || hasFrameRole(element) || isTool(element));
    }

    private static boolean isHidden(Element element) {
        return element.hasAttr("hidden")
                || element.attr("aria-hidden").equalsIgnoreCase("true")
                || INVISIBLE.matcher(element.attr("style")).find();
    }

    private static boolean hasFrameRole(Element element) {
        return switch (element.attr("role").toLowerCase(Locale.ROOT)) {
            case "navigation", "banner", "contentinfo", "search" -> true;
            case "dialog", "alertdialog", "region" ->
                CONSENT.matcher(element.id() + " " + element.className() + " " + element.attr("aria-label"))
                        .find();
            default -> false;
        };
    }

    /** Edit links, tables of contents and link marks of MediaWiki and documentation generators. */
    private static boolean isTool(Element element) {
        return element.id().equals("toc")
                || (element.hasAttr("class")
                        && (element.hasClass("mw-editsection")
                                || element.hasClass("toc")
                                || element.hasClass("mw-jump-link")
                                || element.hasClass("noprint")
                                || element.hasClass("navbox")
                                || element.hasClass("headerlink")));
    }
}
