package dev.tributary.engine;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.engine.KillMoment.Asked;
import dev.tributary.engine.KillMoment.Dying;
import dev.tributary.engine.KillMoment.Ending;
import dev.tributary.engine.KillMoment.Starting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The moments at which processes are killed one after the other, made up from a seed: of ten, three while a process starts,
 * the first ones with no database yet, two while pages are listed, three or four while documents are read, and the last
 * while the run comes to its end.
 *
 * @param pages of the source
 */
record KillPlan(long seed, int kills, int documents, int pages) {

    private static final int FIRST_START = 6_000;
    private static final int START = 4_000;
    private static final int END = 80;
    private static final int ON_NEW_DATA = 2;

    List<KillMoment> moments() {
        var random = new SplittableRandom(seed);
        var starting = kills * 3 / 10;
        var ending = kills * 3 / 20;
        var listing = kills / 5;
        var moments = new ArrayList<KillMoment>(listing(random, listing).toList());
        reading(random, kills - starting - ending - listing).forEach(moments::add);
        for (var start = 0; start < starting; start++) {
            var isFirst = start < ON_NEW_DATA;
            moments.add(
                    isFirst ? start : random.nextInt(Math.min(ON_NEW_DATA, moments.size()), moments.size() + 1),
                    starting(random, isFirst ? FIRST_START : START));
        }
        random.ints(ending, 0, END)
                .mapToObj(after -> new Ending(Duration.ofMillis(after)))
                .forEach(moments::add);
        return moments;
    }

    private Stream<Asked> listing(SplittableRandom random, int times) {
        return random.ints(times, 1, pages / 2).sorted().mapToObj(calls -> new Asked(Call.Kind.LISTING, calls));
    }

    /** None so late that the engine could be done before the kill takes effect. */
    private Stream<Asked> reading(SplittableRandom random, int times) {
        return random.ints(times, 1, documents * 9 / 10).sorted().mapToObj(calls -> new Asked(Call.Kind.READ, calls));
    }

    private static Starting starting(SplittableRandom random, int longest) {
        return new Starting(
                Duration.ofMillis(random.nextInt(longest)), random.nextBoolean() ? Dying.EVERYTHING : Dying.THE_ENGINE);
    }
}
