package dev.tributary.web.form;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/** Says in words when something runs; templates know it as {@code @cronWords}. */
@Component("cronWords")
public final class CronWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final int SHOWN = 3;
    private static final String ANY = "[*?]";
    private static final String NUMBER = "[0-9]{1,2}";
    private static final int MINUTES_OF_DAY = 1440;

    private final MessageSource texts;
    private final Clock clock;

    @Autowired
    public CronWords(MessageSource texts) {
        this(texts, Clock.systemUTC());
    }

    CronWords(MessageSource texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    /** "Every 6 hours", of a number of minutes. */
    public String every(String minutes) {
        var number = Long.parseLong(minutes);
        if (number % (7 * MINUTES_OF_DAY) == 0) {
            return text("cron.weeks", number / (7 * MINUTES_OF_DAY));
        }
        if (number % MINUTES_OF_DAY == 0) {
            return text("cron.days", number / MINUTES_OF_DAY);
        }
        return number % 60 == 0 ? text("cron.hours", number / 60) : text("cron.minutes", number);
    }

    /** "At 02:30, from Monday to Friday."; for what is no cron expression, what is wrong with it. */
    public String sentence(Timing timing) {
        if (parse(timing.cron()).isEmpty()) {
            return text("cron.wrong");
        }
        var fields = timing.cron()
                .strip()
                .replaceFirst("^0\\s+((\\S+\\s+){4}\\S+)$", "$1")
                .split("\\s+", -1);
        return Optional.of(fields)
                .filter(all -> all.length == 5)
                .flatMap(five -> time(five[0], five[1])
                        .flatMap(time -> days(five[2], five[4])
                                .flatMap(days -> months(five[3]).map(months -> time + days + months + "."))))
                .orElseGet(() -> text("cron.other", timing.cron()));
    }

    /** The next three times, in the zone of the schedule; none for what is no cron expression or zone. */
    public List<String> next(Timing timing) {
        var times = new ArrayList<String>();
        try {
            var zone = ZoneId.of(timing.zone().isEmpty() ? "UTC" : timing.zone());
            parse(timing.cron()).ifPresent(cron -> {
                var time = Optional.ofNullable(cron.next(ZonedDateTime.now(clock.withZone(zone))));
                while (time.isPresent() && times.size() < SHOWN) {
                    times.add(TIME.format(time.get()));
                    time = time.map(cron::next);
                }
            });
        } catch (DateTimeException noZone) {
            return List.of();
        }
        return List.copyOf(times);
    }

    /** Five fields as the engine takes them, or six that begin with the second. */
    private static Optional<CronExpression> parse(String cron) {
        try {
            var fields = cron.strip().split("\\s+").length;
            return Optional.of(CronExpression.parse((fields == 5 ? "0 " : "") + cron.strip()));
        } catch (IllegalArgumentException notCron) {
            return Optional.empty();
        }
    }

    private Optional<String> time(String minute, String hour) {
        if (minute.matches(ANY) && hour.matches(ANY)) {
            return Optional.of(text("cron.minutes", 1));
        }
        if (minute.matches("(\\*|0)/" + NUMBER) && hour.matches(ANY)) {
            return Optional.of(text("cron.minutes", after(minute, '/')));
        }
        if (!minute.matches(NUMBER)) {
            return Optional.empty();
        }
        var past = Integer.parseInt(minute);
        if (hour.matches(ANY) || hour.matches("(\\*|0)/" + NUMBER)) {
            var hours = text("cron.hours", hour.matches(ANY) ? 1 : after(hour, '/'));
            return Optional.of(past == 0 ? hours : text("cron.past", hours, past));
        }
        if (hour.matches(NUMBER + "-" + NUMBER)) {
            return Optional.of(text(
                    "cron.between",
                    clockTime(Integer.parseInt(hour.split("-", -1)[0]), past),
                    clockTime(after(hour, '-'), past)));
        }
        return hour.matches(NUMBER + "(," + NUMBER + ")*")
                ? Optional.of(text(
                        "cron.at",
                        joined(Stream.of(hour.split(",", -1)).map(one -> clockTime(Integer.parseInt(one), past)))))
                : Optional.empty();
    }

    private Optional<String> days(String dayOfMonth, String dayOfWeek) {
        if (dayOfMonth.matches(ANY)) {
            return dayOfWeek.matches(ANY) ? Optional.of("") : list(dayOfWeek, "cron.on", this::weekday);
        }
        if (!dayOfWeek.matches(ANY)) {
            return Optional.empty();
        }
        return dayOfMonth.equalsIgnoreCase("L")
                ? Optional.of(text("cron.lastDay"))
                : list(dayOfMonth, "cron.day", Integer::toString);
    }

    private Optional<String> months(String month) {
        return month.matches(ANY) ? Optional.of("") : list(month, "cron.in", number -> text("cron.month." + number));
    }

    /** A list or a range of numbers or names, as words behind a comma. */
    private Optional<String> list(String field, String key, IntFunction<String> name) {
        if (field.matches("[A-Za-z0-9]{1,3}-[A-Za-z0-9]{1,3}")) {
            var ends = field.split("-", -1);
            return number(ends[0])
                    .flatMap(from -> number(ends[1]).map(to -> text(key + ".range", name.apply(from), name.apply(to))));
        }
        var numbers = Stream.of(field.split(",", -1)).map(CronWords::number).toList();
        return numbers.stream().allMatch(Optional::isPresent)
                ? Optional.of(text(key, joined(numbers.stream().map(number -> name.apply(number.orElseThrow())))))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        if (text.matches(NUMBER)) {
            return Optional.of(Integer.parseInt(text));
        }
        var upper = text.toUpperCase(Locale.ROOT);
        return Stream.concat(Stream.of(DayOfWeek.values()), Stream.of(Month.values()))
                .filter(one -> upper.length() == 3 && one.toString().startsWith(upper))
                .findFirst()
                .map(one -> one instanceof DayOfWeek day ? day.getValue() : ((Month) one).getValue());
    }

    /** Sunday is 0 and 7. */
    private String weekday(int number) {
        return text("cron.weekday." + (number == 0 ? 7 : number));
    }

    private static int after(String field, char separator) {
        return Integer.parseInt(field.substring(field.indexOf(separator) + 1));
    }

    private static String clockTime(int hour, int minute) {
        return "%02d:%02d".formatted(hour, minute);
    }

    private String joined(Stream<String> words) {
        var all = words.toList();
        return all.size() == 1
                ? all.getFirst()
                : text("cron.and", String.join(", ", all.subList(0, all.size() - 1)), all.getLast());
    }

    private String text(String key, Object... values) {
        return texts.getMessage(key, values, Locale.ENGLISH);
    }
}
