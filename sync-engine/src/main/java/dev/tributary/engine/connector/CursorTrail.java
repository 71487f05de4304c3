package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cursors a listing came by: the last few, and one further back that is moved up ever more rarely, so that a circle
 * of any length is noticed in the end without remembering all of it (Brent's algorithm).
 */
record CursorTrail(List<String> recent, Optional<String> anchor, long steps, long nextAnchor) {

    private static final int FEW = 8;

    static CursorTrail from(Optional<String> first) {
        return new CursorTrail(first.stream().toList(), first, 0, 1);
    }

    /** Where the listing is. */
    Optional<String> last() {
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.getLast());
    }

    /** The trail with one more cursor, which must be new. */
    CursorTrail then(String cursor) {
        if (cursor.isBlank()) {
            throw new UnexpectedResponse("The connector says there is more, but gives no cursor to go on from", null);
        }
        if (recent.contains(cursor) || anchor.filter(cursor::equals).isPresent()) {
            throw new UnexpectedResponse("The listing goes in a circle: a cursor came a second time", null);
        }
        var all = new ArrayList<>(recent);
        all.add(cursor);
        var last = List.copyOf(all.subList(Math.max(0, all.size() - FEW), all.size()));
        return steps + 1 == nextAnchor
                ? new CursorTrail(last, Optional.of(cursor), 0, nextAnchor * 2)
                : new CursorTrail(last, anchor, steps + 1, nextAnchor);
    }
}
