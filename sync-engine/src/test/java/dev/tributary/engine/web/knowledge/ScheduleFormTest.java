package dev.tributary.engine.web.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.web.FieldErrors;
import dev.tributary.engine.web.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleFormTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void readsFiveFieldsInTheZoneAndShowsThemAgain() {
        var form = cron("30 2 * * MON", "Europe/Berlin");
        var schedule = read(form);
        assertThat(schedule.next(NOW)).contains(Instant.parse("2026-03-02T01:30:00Z"));
        assertThat(ScheduleForm.of(schedule)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"often", "", "*/10 * * * * *", "0 0 30 2 *", "61 * * * *"})
    void refusesWhatIsNoUsableCron(String expression) {
        refused(cron(expression, null), "schedule.cron");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 1_000_000_000_000L})
    void refusesOddIntervals(long minutes) {
        refused(new ScheduleForm(minutes, null, null, null), "schedule.everyMinutes");
    }

    @Test
    void wantsOneKind() {
        refused(new ScheduleForm(5L, null, null, true), "schedule");
        refused(new ScheduleForm(null, null, null, false), "schedule");
        refused(new ScheduleForm(5L, null, "UTC", null), "schedule.zone");
        refused(cron("0 3 * * *", "Mars/Olympus"), "schedule.zone");
    }

    private static ScheduleForm cron(String expression, @Nullable String zone) {
        return new ScheduleForm(null, expression, zone, null);
    }

    private static Schedule read(ScheduleForm form) {
        var errors = new FieldErrors();
        var schedule = form.read(NOW, errors);
        errors.orThrow();
        return schedule;
    }

    private static void refused(ScheduleForm form, String field) {
        assertThatThrownBy(() -> read(form))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.errors())
                                .extracting(error -> error.field())
                                .containsExactly(field));
    }
}
