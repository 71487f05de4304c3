package dev.tributary.engine.sync;

import tools.jackson.databind.JsonNode;

/** The row of a run, by column. */
record RunCounts(JsonNode row) {

    String state() {
        return row.path("state").asString();
    }

    long of(String column) {
        if (!row.has(column)) {
            throw new IllegalArgumentException("no column " + column);
        }
        return row.path(column).asLong();
    }

    String errorKind() {
        return row.path("error").path("kind").asString("");
    }

    /** The state and all counts that are not zero, in a fixed order: what a test compares. */
    String summary() {
        var text = new StringBuilder(state());
        for (var column : new String[] {
            "listed",
            "added",
            "updated",
            "moved",
            "unchanged",
            "skipped",
            "filtered",
            "excluded",
            "failed",
            "duplicates",
            "refreshed",
            "fetched",
            "tombstoned",
            "purged",
            "restored",
            "held"
        }) {
            if (of(column) != 0) {
                text.append(' ').append(column).append('=').append(of(column));
            }
        }
        return text.toString();
    }
}
