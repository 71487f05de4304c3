package dev.tributary.connector.testkit.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happened to which position, in order. Safe for use by several threads. */
final class ChangeLog {

    /**
     * A change.
     *
     * @param removedId the id that is gone; empty if the position's document is to be looked at
     */
    record Entry(int position, Optional<String> removedId) {}

    private final List<Entry> entries = new ArrayList<>();
    private int forgotten;

    synchronized void changed(int position) {
        entries.add(new Entry(position, Optional.empty()));
    }

    synchronized void removed(int position, String id) {
        entries.add(new Entry(position, Optional.of(id)));
    }

    synchronized int end() {
        return entries.size();
    }

    synchronized void forget() {
        forgotten = entries.size();
    }

    /** The changes from {@code token} on, or empty if they are forgotten. */
    synchronized Optional<List<Entry>> from(int token, int limit) {
        if (token < forgotten || token > entries.size()) {
            return Optional.empty();
        }
        return Optional.of(List.copyOf(entries.subList(token, Math.min(entries.size(), token + limit))));
    }
}
