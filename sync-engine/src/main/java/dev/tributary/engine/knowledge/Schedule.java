package dev.tributary.engine.knowledge;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** When a connector runs by itself. */
public sealed interface Schedule {

    /** Once a day. */
    Schedule DAILY = new Every(Duration.ofDays(1));

    /** The first time after {@code last}; empty if only a person starts it. */
    Optional<Instant> next(Instant last);

    /** Again that long after the last run ended. */
    record Every(Duration interval) implements Schedule {
        public Every {
            if (interval.compareTo(Duration.ofMinutes(1)) < 0) {
                throw new IllegalArgumentException("a schedule of less than a minute");
            }
        }

        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.of(last.plus(interval));
        }
    }

    /** At the times of a cron expression with six fields, seconds first. */
    record Cron(CronExpression expression, ZoneId zone) implements Schedule {
        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.ofNullable(expression.next(last.atZone(zone))).map(java.time.ZonedDateTime::toInstant);
        }
    }

    record Manual() implements Schedule {
        @Override
        public Optional<Instant> next(Instant last) {
            return Optional.empty();
        }
    }
}
