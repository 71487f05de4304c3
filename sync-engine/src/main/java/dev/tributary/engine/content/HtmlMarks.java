package dev.tributary.engine.content;

import java.util.Locale;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** What elements within a line put around their text. */
record HtmlMarks(String open, String close) {

    private static final int LONGEST_ADDRESS = 2000;
    private static final Optional<HtmlMarks> STRONG = Optional.of(new HtmlMarks("**", "**"));
    private static final Optional<HtmlMarks> EMPHASIS = Optional.of(new HtmlMarks("*", "*"));
    private static final Optional<HtmlMarks> STRUCK = Optional.of(new HtmlMarks("~~", "~~"));

    static Optional<HtmlMarks> of(Element element) {
        return switch (element.normalName()) {
            // Google Docs wraps whole documents in a <b> that is not bold.
            case "b", "strong" ->
                element.attr("style").replace(" ", "").contains("font-weight:normal") ? Optional.empty() : STRONG;
            case "dt", "summary" -> STRONG;
            case "em", "i", "dfn", "var", "cite" -> EMPHASIS;
            case "del", "s", "strike" -> STRUCK;
            case "a" -> link(element);
            default -> Optional.empty();
        };
    }

    /** Elements that stand alone although the parser takes them for parts of a line. */
    static boolean isBlockOfItsOwn(Element element) {
        return switch (element.normalName()) {
            case "dt", "summary", "details", "center", "figcaption" -> true;
            default -> false;
        };
    }

    static boolean isLong(String address) {
        return address.isEmpty() || address.length() > LONGEST_ADDRESS || !isWeb(address);
    }

    /** An address that ends nowhere but at its end when it stands in parentheses. */
    static String escaped(String address) {
        var safe = new StringBuilder(address.length());
        for (int i = 0; i < address.length(); i++) {
            var c = address.charAt(i);
            switch (c) {
                case ' ', '\t', '\n' -> safe.append("%20");
                case '(' -> safe.append("%28");
                case ')' -> safe.append("%29");
                case '<' -> safe.append("%3C");
                case '>' -> safe.append("%3E");
                case '\\' -> safe.append("%5C");
                case '|' -> safe.append("%7C");
                default -> safe.append(c);
            }
        }
        return safe.toString();
    }

    private static Optional<HtmlMarks> link(Element link) {
        var given = link.attr("href").strip();
        var absolute = link.absUrl("href");
        var address = absolute.isEmpty() ? given : absolute;
        var leads = !given.isEmpty() && !given.startsWith("#") && address.length() <= LONGEST_ADDRESS;
        return leads && isOpenable(address)
                ? Optional.of(new HtmlMarks("[", "](" + escaped(address) + ")"))
                : Optional.empty();
    }

    private static boolean isOpenable(String address) {
        var colon = address.indexOf(':');
        var isRelative = colon < 0 || address.substring(0, colon).matches(".*[/?#].*");
        var lower = address.toLowerCase(Locale.ROOT);
        return isRelative || isWeb(lower) || lower.startsWith("mailto:") || lower.startsWith("tel:");
    }

    private static boolean isWeb(String address) {
        return address.startsWith("http://") || address.startsWith("https://") || address.startsWith("ftp://");
    }
}
