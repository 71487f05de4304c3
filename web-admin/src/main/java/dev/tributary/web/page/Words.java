package dev.tributary.web.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Times, sizes and numbers as people say them; templates know it as {@code @words}. */
@Component("words")
public final class Words {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private final MessageSource messages;
    private final Clock clock;

    @Autowired
    Words(MessageSource messages) {
        this(messages, Clock.systemUTC());
    }

    Words(MessageSource messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    /** "3 minutes ago", "in 2 hours"; of what never was, "never". */
    public String ago(@Nullable Instant time) {
        if (time == null) {
            return text("time.never");
        }
        var distance = Duration.between(time, clock.instant());
        return distance.isNegative()
                ? text("time.in", span(distance.negated()))
                : distance.toSeconds() < 5 ? text("time.now") : text("time.ago", span(distance));
    }

    /** "1 h 20 min", of the two largest units. */
    public String took(@Nullable Instant from, @Nullable Instant to) {
        return from == null ? "" : span(Duration.between(from, to == null ? clock.instant() : to));
    }

    public String span(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return text("time.seconds", seconds);
        }
        if (seconds < 3600) {
            return text("time.minutes", seconds / 60);
        }
        if (seconds < 48 * 3600) {
            var minutes = seconds / 60 % 60;
            return text("time.hours", seconds / 3600) + (minutes == 0 ? "" : " " + text("time.minutes", minutes));
        }
        return text("time.days", seconds / 86400);
    }

    public String exact(@Nullable Instant time) {
        return time == null ? "" : EXACT.format(time);
    }

    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    public String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "";
        }
        var size = (double) bytes;
        var unit = 0;
        while (size >= 1000 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ENGLISH, unit == 0 || size >= 10 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }

    /** The value of a tag: a time, a number, yes or no, or a text as it is. */
    public String tag(Object value) {
        return switch (value) {
            case Boolean flag -> text(flag ? "tag.yes" : "tag.no");
            case Long number -> number(number);
            case Integer number -> number(number);
            case String text when TIME.matcher(text).matches() -> exact(Instant.parse(text));
            default -> String.valueOf(value);
        };
    }

    /** The text of a key, or the key's last part where there is none: what the engine says in words of its own is shown as it is. */
    public String of(String group, String key) {
        return Objects.requireNonNullElse(messages.getMessage(group + "." + key, null, key, Locale.ENGLISH), key);
    }

    private String text(String key, Object... values) {
        return messages.getMessage(key, values, Locale.ENGLISH);
    }
}
