package dev.tributary.source.github;

import java.util.LinkedHashMap;
import java.util.Optional;

/** The trees read last in a run, within a bound, so that the pages of a listing share them. Safe for several threads. */
final class TreeMemory {

    private static final int MOST_ENTRIES = 120_000;

    private final LinkedHashMap<String, Tree> kept = new LinkedHashMap<>(16, 0.75f, true);
    private int entries;

    synchronized Optional<Tree> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void keep(String key, Tree tree) {
        if (kept.putIfAbsent(key, tree) == null) {
            entries += weight(tree);
        }
        var eldest = kept.entrySet().iterator();
        while (entries > MOST_ENTRIES && kept.size() > 1 && eldest.hasNext()) {
            entries -= weight(eldest.next().getValue());
            eldest.remove();
        }
    }

    private static int weight(Tree tree) {
        return 1 + tree.entries().size();
    }
}
