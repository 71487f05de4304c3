package dev.tributary.web.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of a text that was found.
 *
 * @param marked whether it is what was searched for
 */
record Highlight(String text, boolean marked) {
    private static final Pattern MARK = Pattern.compile("<(/?)mark>");

    /** Takes the engine's HTML apart, so that templates write nothing but text. */
    static List<Highlight> parse(String html) {
        var pieces = new ArrayList<Highlight>();
        var matcher = MARK.matcher(html);
        var from = 0;
        var marked = false;
        while (matcher.find()) {
            add(pieces, html.substring(from, matcher.start()), marked);
            marked = matcher.group(1).isEmpty();
            from = matcher.end();
        }
        add(pieces, html.substring(from), marked);
        return pieces;
    }

    private static void add(List<Highlight> pieces, String html, boolean marked) {
        if (!html.isEmpty()) {
            pieces.add(
                    new Highlight(html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), marked));
        }
    }
}
