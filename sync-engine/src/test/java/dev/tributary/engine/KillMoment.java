package dev.tributary.engine;

import dev.tributary.connector.testkit.emulator.Call;
import java.time.Duration;

/** When a process of the engine is killed. */
sealed interface KillMoment {

    /**
     * While it starts: so long after its beginning, or as soon as it is up.
     *
     * @param dies what dies
     */
    record Starting(Duration after, Dying dies) implements KillMoment {}

    /** While it works: when the source was asked so many times for such a thing. */
    record Asked(Call.Kind kind, long calls) implements KillMoment {}

    /** While its run comes to an end: so long after the last document was asked for, or after the run began with none left. */
    record Ending(Duration after) implements KillMoment {}

    /** What a kill hits. */
    enum Dying {
        /** What the process had started lives on: its database, or a program that creates or starts one. */
        THE_ENGINE,
        /** As when a container is killed, or the machine. */
        EVERYTHING
    }
}
