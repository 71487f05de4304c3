package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;

/**
 * Where a listing stands: in which snapshot, and after which path. All pages show the tree that the first one found,
 * whatever is pushed meanwhile.
 *
 * @param taken how many files of the scope were listed so far
 * @param after the path listed last, or the empty string
 */
record Position(String tree, String branch, long taken, String after) {

    private static final String VERSION = "1";

    static Position parse(String cursor) {
        var parts = cursor.split("\\|", -1);
        try {
            if (parts.length == 5 && parts[0].equals(VERSION)) {
                return new Position(parts[1], decoded(parts[2]), Long.parseLong(parts[3]), decoded(parts[4]));
            }
        } catch (IllegalArgumentException notOurs) {
            // told below
        }
        throw new UnexpectedResponse(
                "'%s' is no cursor of the GitHub connector: start a new listing".formatted(cursor), null);
    }

    String cursor() {
        return String.join("|", VERSION, tree, encoded(branch), Long.toString(taken), encoded(after));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
