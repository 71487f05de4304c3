package dev.tributary.source.website;

import dev.tributary.connector.kit.WebAddress;
import java.util.List;

/**
 * A path in which {@code *} stands for any characters. Matching takes linear time, however many stars there are.
 *
 * @param literals what stands between the stars
 * @param anchored whether the path must end where the pattern does
 * @param length how specific it is, as RFC 9309 counts: by the octets of the pattern
 */
record PathPattern(List<String> literals, boolean anchored, int length) {

    /** A pattern of robots.txt (RFC 9309 section 2.2.3): the beginning of a path, or all of it if it ends with "$". */
    static PathPattern beginning(String pattern) {
        var anchored = pattern.endsWith("$");
        var bare = even(anchored ? pattern.substring(0, pattern.length() - 1) : pattern);
        return new PathPattern(split(bare), anchored, even(pattern).length());
    }

    /** A pattern for the whole of a path. */
    static PathPattern whole(String pattern) {
        return new PathPattern(split(even(pattern)), true, pattern.length());
    }

    PathPattern {
        literals = List.copyOf(literals);
    }

    boolean matches(String path) {
        var first = literals.getFirst();
        if (!path.startsWith(first)) {
            return false;
        }
        if (literals.size() == 1) {
            return !anchored || path.length() == first.length();
        }
        var at = first.length();
        for (var literal : literals.subList(1, literals.size() - 1)) {
            var found = path.indexOf(literal, at);
            if (found < 0) {
                return false;
            }
            at = found + literal.length();
        }
        var last = literals.getLast();
        return anchored ? path.endsWith(last) && path.length() - last.length() >= at : path.indexOf(last, at) >= 0;
    }

    private static List<String> split(String pattern) {
        return List.of(pattern.split("\\*", -1));
    }

    /** The beginning of a path, as a person writes it, in the spelling of canonical addresses. */
    static String even(String pattern) {
        return WebAddress.parse("http://h/" + pattern)
                .map(address ->
                        CanonicalUrl.withEvenEscapes(address.getRawPath().substring(1)
                                + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery())))
                .orElse(pattern);
    }
}
