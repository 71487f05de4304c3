package dev.tributary.engine.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All findings, as the API and {@code doctor --json} give them. */
@Schema(name = "DoctorReport")
public record Report(
        @Schema(description = "The worst of the findings") Verdict verdict, List<Item> findings) {

    /** How it is altogether; in the order of badness. */
    @Schema(name = "DoctorVerdict", enumAsRef = true)
    public enum Verdict {
        FINE(0),
        TO_DO(1),
        BROKEN(2);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }

        /** Its name in the API. */
        @JsonValue
        public String wire() {
            return Report.wire(this);
        }
    }

    /** How something is; an offer is fine as well. */
    @Schema(name = "DoctorState", enumAsRef = true)
    public enum State {
        FINE(Verdict.FINE),
        OFFER(Verdict.FINE),
        TO_DO(Verdict.TO_DO),
        BROKEN(Verdict.BROKEN);

        private final Verdict verdict;

        State(Verdict verdict) {
            this.verdict = verdict;
        }

        /** Its name in the API. */
        @JsonValue
        public String wire() {
            return Report.wire(this);
        }
    }

    /** One finding. */
    @Schema(name = "DoctorFinding")
    public record Item(
            @Schema(
                    description =
                            "fine; offer: fine, and more could be had; todo: works, but somebody should act; broken")
            State state,

            @Schema(description = "What was looked at") String subject,

            @Schema(description = "How it is, in a sentence")
            String text,

            @Schema(description = "What to do, in order") List<String> steps,

            @Schema(description = "What it is about, where that can be looked at") @Nullable
            About about) {

        private static Item of(Finding finding) {
            return switch (finding) {
                case Finding.Fine(var subject, var text) -> new Item(State.FINE, subject, text, List.of(), null);
                case Finding.Offer(var subject, var text, var steps, var about) ->
                    new Item(State.OFFER, subject, text, steps, about.orElse(null));
                case Finding.Todo(var subject, var text, var steps, var about) ->
                    new Item(State.TO_DO, subject, text, steps, about.orElse(null));
                case Finding.NotYet(var subject, var text, var step) ->
                    new Item(State.TO_DO, subject, text, List.of(step), null);
                case Finding.Broken(var subject, var text, var steps, var about) ->
                    new Item(State.BROKEN, subject, text, steps, about.orElse(null));
            };
        }
    }

    static Report of(List<Finding> findings) {
        var items = findings.stream().map(Item::of).toList();
        var worst = items.stream().map(item -> item.state().verdict).max(Comparator.naturalOrder());
        return new Report(worst.orElse(Verdict.FINE), items);
    }

    /** The API writes names as one word. */
    private static String wire(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace("_", "");
    }
}
