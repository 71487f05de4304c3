package dev.tributary.engine.connector;

import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import java.time.Duration;
import java.util.Optional;

/** How one try at a request came out. */
sealed interface Attempt {

    /**
     * The source answered.
     *
     * @param pause how long it wants to be left alone, if it said
     */
    record Answer(SourceResponse response, Optional<Duration> pause) implements Attempt {}

    /** The source did not answer, or not to the end. */
    record Broken(SourceRequest request, Throwable cause) implements Attempt {}

    default Optional<Duration> askedWait() {
        return switch (this) {
            case Answer answer -> answer.pause();
            case Broken _ -> Optional.empty();
        };
    }
}
