package dev.tributary.source.website;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The time of a page's last change as its sitemap has it, in W3C Datetime format.
 *
 * @param text its even spelling
 * @param ends when the last moment it may mean is over: of a day, its end in the last time zone
 */
record Lastmod(String text, Instant start, Instant ends) {

    private static final Duration BEHIND_UTC = Duration.ofHours(12);

    static Optional<Lastmod> parse(String text) {
        var value = text.strip();
        try {
            if (value.matches("\\d{4}-\\d{2}-\\d{2}")) {
                var day = LocalDate.parse(value);
                return Optional.of(between(value, day, day.plusDays(1)));
            }
            if (value.matches("\\d{4}-\\d{2}")) {
                var month = YearMonth.parse(value);
                return Optional.of(
                        between(value, month.atDay(1), month.plusMonths(1).atDay(1)));
            }
            var time = OffsetDateTime.parse(value).toInstant();
            return Optional.of(new Lastmod(time.toString(), time, time));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /**
     * Whether the page can no longer change under it. A page that changed today may change again today, which a mere
     * date does not show.
     */
    boolean isSettled(Instant now) {
        return start.equals(ends) || ends.isBefore(now);
    }

    private static Lastmod between(String text, LocalDate first, LocalDate after) {
        return new Lastmod(
                text,
                first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                after.atStartOfDay(ZoneOffset.UTC).toInstant().plus(BEHIND_UTC));
    }
}
