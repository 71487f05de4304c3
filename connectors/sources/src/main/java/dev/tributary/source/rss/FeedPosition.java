package dev.tributary.source.rss;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.kit.Digest;
import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Which document of a feed comes next.
 *
 * @param visited digests of the addresses read so far, so that a feed whose links go in a circle comes to an end
 */
record FeedPosition(URI next, Feed.Completeness completeness, List<String> visited) {

    private static final int MAX_DOCUMENTS = 1_000;
    private static final int DIGEST_LENGTH = 12;

    FeedPosition {
        visited = List.copyOf(visited);
    }

    static FeedPosition of(String cursor) {
        var parts = cursor.split(" ", 3);
        if (parts.length < 3) {
            throw new UnexpectedResponse("The stored position in the feed cannot be read: start a new full run", null);
        }
        var next = WebAddress.parse(parts[2])
                .orElseThrow(() -> new UnexpectedResponse("The stored position in the feed is no address", null));
        return new FeedPosition(next, Feed.Completeness.valueOf(parts[0]), List.of(parts[1].split(",")));
    }

    String cursor() {
        return completeness + " " + String.join(",", visited) + " " + next;
    }

    static FeedPosition at(URI feed) {
        return new FeedPosition(feed, Feed.Completeness.NEWEST, List.of());
    }

    boolean isFirst() {
        return visited.isEmpty();
    }

    boolean isLong() {
        return visited.size() >= MAX_DOCUMENTS;
    }

    boolean wasAt(URI address) {
        return visited.contains(digest(address));
    }

    FeedPosition then(URI address, Feed.Completeness whole) {
        var all = new ArrayList<>(visited);
        all.add(digest(next));
        return new FeedPosition(address, whole, all);
    }

    private static String digest(URI address) {
        return Digest.of(address.toString()).substring(0, DIGEST_LENGTH);
    }
}
