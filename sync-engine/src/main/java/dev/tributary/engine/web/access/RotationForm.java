package dev.tributary.engine.web.access;

import dev.tributary.engine.web.Problem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The body of a rotation. */
@Schema(name = "TokenRotation")
record RotationForm(
        @Schema(description = "0 to 1440; without: the old text stops at once", minimum = "0", maximum = "1440")
        @Nullable
        Integer overlapMinutes) {
    private static final int LONGEST = 1_440;

    Duration overlap() {
        var minutes = overlapMinutes == null ? 0 : overlapMinutes;
        if (minutes < 0 || minutes > LONGEST) {
            throw Problem.invalid("overlapMinutes", "must be from 0 to " + LONGEST);
        }
        return Duration.ofMinutes(minutes);
    }
}
