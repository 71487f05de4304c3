package dev.tributary.source.website;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;

/** What one page asks of robots: its {@code meta name=robots} and {@code X-Robots-Tag} headers. */
record PageDirectives(Set<String> words) {

    /** Words that take a value after a colon, and so are no robot's name. */
    private static final Set<String> WITH_VALUE =
            Set.of("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after");

    PageDirectives {
        words = Set.copyOf(words);
    }

    static PageDirectives ofHeaders(List<String> headers) {
        var words = new HashSet<String>();
        headers.stream()
                .map(header -> header.toLowerCase(Locale.ROOT).strip())
                .map(PageDirectives::addressedToUs)
                .forEach(header -> words.addAll(split(header)));
        return new PageDirectives(words);
    }

    PageDirectives and(Document page) {
        var all = new HashSet<>(words);
        page.select("meta[name][content]").stream()
                .filter(meta ->
                        meta.attr("name").strip().toLowerCase(Locale.ROOT).matches("robots|" + Robots.AGENT))
                .forEach(meta -> all.addAll(split(meta.attr("content").toLowerCase(Locale.ROOT))));
        return new PageDirectives(all);
    }

    boolean forbidIndexing() {
        return words.contains("noindex") || words.contains("none");
    }

    boolean forbidFollowing() {
        return words.contains("nofollow") || words.contains("none");
    }

    private static String addressedToUs(String header) {
        var colon = header.indexOf(':');
        var name = colon < 0 ? "" : header.substring(0, colon).strip();
        if (name.isEmpty() || name.contains(",") || WITH_VALUE.contains(name)) {
            return header;
        }
        return name.equals(Robots.AGENT) ? header.substring(colon + 1) : "";
    }

    private static Collection<String> split(String words) {
        return Arrays.stream(words.split(",")).map(String::strip).toList();
    }
}
