package dev.tributary.connector.testkit.emulator;

import java.time.Clock;
import java.time.Duration;

/**
 * What an emulator is started with.
 *
 * @param size how many documents the corpus has at first
 * @param seed what all its documents are generated from
 * @param textSize the mean length of a document's text in characters
 * @param latency how long each request takes at least
 * @param clock the time of mutations
 */
public record EmulatorSettings(int size, long seed, int textSize, Duration latency, Clock clock) {

    public EmulatorSettings {
        if (size < 0 || textSize < 1 || latency.isNegative()) {
            throw new IllegalArgumentException(
                    "no corpus of %d documents of %d characters, %s away".formatted(size, textSize, latency));
        }
    }

    /** A corpus of that many documents of about 2 KB, answering at once. */
    public static EmulatorSettings of(int size) {
        return new EmulatorSettings(size, 1, 2048, Duration.ZERO, Clock.systemUTC());
    }

    public EmulatorSettings seed(long another) {
        return new EmulatorSettings(size, another, textSize, latency, clock);
    }

    public EmulatorSettings textSize(int characters) {
        return new EmulatorSettings(size, seed, characters, latency, clock);
    }

    public EmulatorSettings latency(Duration perRequest) {
        return new EmulatorSettings(size, seed, textSize, perRequest, clock);
    }

    public EmulatorSettings clock(Clock another) {
        return new EmulatorSettings(size, seed, textSize, latency, another);
    }
}
