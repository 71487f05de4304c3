package dev.tributary.engine.web.run;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.engine.sync.Run;
import dev.tributary.engine.sync.RunError;
import dev.tributary.engine.sync.RunKind;
import dev.tributary.engine.sync.RunState;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as clients see it. */
@Schema(name = "Run")
record RunView(
        String id,
        String connectorId,
        String connectorName,
        RunKind kind,
        RunState state,
        @Schema(description = "Why it was started") String reason,
        @JsonUnwrapped Run.Times times,
        Run.Counts counts,
        Run.Progress progress,

        @Schema(
                description =
                        "Of a preview: the first documents of each bucket, and under \"removed\" those that would go")
        Map<String, List<Run.Sample>> sample,

        @Nullable RunError error,

        @Schema(
                description =
                        "What the run could not do although it ended well, such as removals after an incomplete listing")
        @Nullable
        String remark) {

    static RunView of(Run run) {
        return new RunView(
                PublicId.of(run.id()),
                PublicId.of(run.connector().id()),
                run.connector().name(),
                run.kind(),
                run.state(),
                run.reason(),
                run.times(),
                run.counts(),
                run.progress(),
                run.sample(),
                run.error().orElse(null),
                run.remark().orElse(null));
    }
}
