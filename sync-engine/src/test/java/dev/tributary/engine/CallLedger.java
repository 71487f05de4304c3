package dev.tributary.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Holds what a source was asked for, process after process, against what was stored when each of them was killed. */
final class CallLedger {

    private final String what;
    private final int inHand;
    private final Map<String, Integer> whenStored = new HashMap<>();
    private Map<String, Integer> before = Map.of();

    /**
     * Begins with nothing.
     *
     * @param inHand how many of them a process may have asked for and not stored when it is killed
     */
    CallLedger(String what, int inHand) {
        this.what = what;
        this.inHand = inHand;
    }

    /**
     * A process was killed: it asked for nothing twice, for nothing that was stored before it began, and again only for
     * what the one before it had in hand.
     *
     * @param asked how often each was asked for so far
     * @param stored what is stored by now
     */
    void lifeEnded(Map<String, Integer> asked, Collection<String> stored) {
        var again = 0;
        for (var one : asked.entrySet()) {
            var earlier = before.getOrDefault(one.getKey(), 0);
            assertThat(one.getValue() - earlier)
                    .as("how often one process asked for %s %s", what, one.getKey())
                    .isBetween(0, 1);
            again += earlier > 0 ? one.getValue() - earlier : 0;
        }
        assertThat(again).as("%s asked for again after one kill", what).isLessThanOrEqualTo(inHand);
        whenStored.forEach((key, times) -> assertThat(asked.get(key))
                .as("%s %s was stored before, and is not asked for again", what, key)
                .isEqualTo(times));
        stored.forEach(key -> whenStored.putIfAbsent(key, asked.getOrDefault(key, 0)));
        before = asked;
    }

    /** How many were asked for more often than once, counting each time. */
    int again() {
        return before.values().stream().mapToInt(times -> times - 1).sum();
    }
}
