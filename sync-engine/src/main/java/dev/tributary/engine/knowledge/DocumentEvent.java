package dev.tributary.engine.knowledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happened to a document, when, and why. */
public record DocumentEvent(
        long id,
        Subject document,
        Cause cause,
        Instant at,
        String kind,
        @Nullable String detail) {

    /** To which document, as it is called now, or was when it was removed for good; null is what is no longer known. */
    public record Subject(
            long id,
            @Nullable String externalId,
            @Nullable String title,
            @Nullable String sourceUrl) {}

    /** In which run, and what kind of run that was; both null when a person did it. */
    public record Cause(@Nullable Long run, @Nullable String kind) {}
}
