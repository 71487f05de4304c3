package dev.tributary.engine.web.knowledge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tributary.engine.knowledge.Schedule;
import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** When a connector runs by itself: {@code {everyMinutes}}, {@code {cron, zone}} or {@code {manual: true}}. */
@Schema(name = "Schedule", description = "One of everyMinutes, cron (with zone) and manual")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduleForm(
        @Nullable Long everyMinutes,

        @Schema(description = "Minute, hour, day of month, month, day of week; six fields begin with the second")
        @Nullable
        String cron,

        @Schema(description = "Time zone of cron; UTC if left out") @Nullable
        String zone,

        @Nullable Boolean manual) {

    private static final long MOST_MINUTES = 366 * 24 * 60;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final int LOOK_AHEAD = 60;

    static ScheduleForm of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every every -> new ScheduleForm(every.interval().toMinutes(), null, null, null);
            case Schedule.Cron cron ->
                new ScheduleForm(
                        null,
                        cron.expression().toString().replaceFirst("^0 ", ""),
                        cron.zone().getId(),
                        null);
            case Schedule.Manual _ -> new ScheduleForm(null, null, null, true);
        };
    }

    /** The schedule; with errors, any. */
    Schedule read(Instant now, FieldErrors errors) {
        var kinds = Stream.of(everyMinutes, cron, Boolean.TRUE.equals(manual) ? manual : null)
                .filter(Objects::nonNull)
                .count();
        if (kinds != 1) {
            errors.add("schedule", "must have one of everyMinutes, cron and manual: true");
        } else if (zone != null && cron == null) {
            errors.add("schedule.zone", "belongs to cron only");
        } else if (everyMinutes != null) {
            return every(everyMinutes, errors);
        } else if (cron != null) {
            return cron(cron, now, errors);
        }
        return new Schedule.Manual();
    }

    private static Schedule every(long minutes, FieldErrors errors) {
        if (minutes < 1 || minutes > MOST_MINUTES) {
            errors.add("schedule.everyMinutes", "must be from 1 to " + MOST_MINUTES);
            return Schedule.DAILY;
        }
        return new Schedule.Every(Duration.ofMinutes(minutes));
    }

    private Schedule cron(String expression, Instant now, FieldErrors errors) {
        var zoneId = zoneId(errors);
        var fields = expression.strip().split("\\s+").length;
        try {
            var parsed = CronExpression.parse((fields == 5 ? "0 " : "") + expression.strip());
            var schedule = new Schedule.Cron(parsed, zoneId);
            checkPace(schedule, now, errors);
            return schedule;
        } catch (IllegalArgumentException notCron) {
            errors.add(
                    "schedule.cron", "is no cron expression; write minute, hour, day, month and weekday: 30 2 * * MON");
            return Schedule.DAILY;
        }
    }

    private ZoneId zoneId(FieldErrors errors) {
        try {
            return ZoneId.of(zone == null ? "UTC" : zone);
        } catch (DateTimeException unknown) {
            errors.add("schedule.zone", "is no time zone such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }

    private static void checkPace(Schedule schedule, Instant now, FieldErrors errors) {
        var last = schedule.next(now);
        if (last.isEmpty()) {
            errors.add("schedule.cron", "names a time that never comes");
        }
        for (var i = 0; i < LOOK_AHEAD && last.isPresent(); i++) {
            var next = schedule.next(last.get());
            if (next.isPresent() && Duration.between(last.get(), next.get()).compareTo(SHORTEST) < 0) {
                errors.add("schedule.cron", "comes round more than once a minute");
                return;
            }
            last = next;
        }
    }
}
