package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi.Schedule;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** When a connector runs by itself, as a person says it; templates know it as {@code @scheduleWords}. */
@Component("scheduleWords")
public final class ScheduleWords {
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    private final MessageSource messages;

    ScheduleWords(MessageSource messages) {
        this.messages = messages;
    }

    public String of(Schedule schedule) {
        if (schedule.everyMinutes() != null) {
            return every(schedule.everyMinutes());
        }
        return schedule.cron() == null
                ? text("schedule.manual")
                : cron(schedule.cron(), Objects.requireNonNullElse(schedule.zone(), "UTC"));
    }

    private String every(long minutes) {
        if (minutes % 10_080 == 0) {
            return text("schedule.weeks", minutes / 10_080);
        }
        if (minutes % 1440 == 0) {
            return text("schedule.days", minutes / 1440);
        }
        return minutes % 60 == 0 ? text("schedule.hours", minutes / 60) : text("schedule.minutes", minutes);
    }

    /** In words where it is one of the usual ones; else as it was typed. */
    String cron(String expression, String zone) {
        var fields = Stream.of(expression.strip().split("\\s+")).toList();
        var five = fields.size() == 6 && fields.getFirst().equals("0") ? fields.subList(1, 6) : fields;
        return Optional.of(five)
                .filter(all -> all.size() == 5 && all.get(3).equals("*"))
                .map(this::usual)
                .map(words -> text("schedule.zone", words, zone))
                .orElseGet(() -> text("schedule.cron", expression, zone));
    }

    private @Nullable String usual(List<String> fields) {
        var minute = number(fields.get(0));
        var hour = number(fields.get(1));
        var day = fields.get(2);
        var weekdays = fields.get(4);
        var anyDay = day.equals("*") || day.equals("?");
        var anyWeekday = weekdays.equals("*") || weekdays.equals("?");
        if (minute.isPresent() && hour.isPresent()) {
            return at("%02d:%02d".formatted(hour.get(), minute.get()), anyDay ? "" : day, anyWeekday ? "" : weekdays);
        }
        if (!anyDay || !anyWeekday) {
            return null;
        }
        if (minute.isPresent()) {
            return step(fields.get(1), 24)
                    .map(hours -> text("schedule.hoursAt", hours, minute.get()))
                    .orElse(null);
        }
        return fields.get(1).equals("*")
                ? step(fields.get(0), 60)
                        .map(minutes -> text("schedule.minutes", minutes))
                        .orElse(null)
                : null;
    }

    private @Nullable String at(String time, String day, String weekdays) {
        if (day.isEmpty() && weekdays.isEmpty()) {
            return text("schedule.daily", time);
        }
        if (weekdays.isEmpty()) {
            return number(day).map(date -> text("schedule.monthly", date, time)).orElse(null);
        }
        return day.isEmpty()
                ? weekdays(weekdays)
                        .map(days -> text("schedule.weekly", days, time))
                        .orElse(null)
                : null;
    }

    private Optional<String> weekdays(String list) {
        var items = Arrays.stream(list.split(",")).map(this::weekday).toList();
        return items.stream().allMatch(Optional::isPresent)
                ? Optional.of(items.stream().map(Optional::orElseThrow).collect(Collectors.joining(", ")))
                : Optional.empty();
    }

    private Optional<String> weekday(String item) {
        var ends = item.split("-", -1);
        if (ends.length == 2) {
            return name(ends[0]).flatMap(from -> name(ends[1]).map(to -> text("schedule.range", from, to)));
        }
        return ends.length == 1 ? name(item) : Optional.empty();
    }

    private static Optional<String> name(String day) {
        var number = number(day).map(index -> index % 7).filter(_ -> Integer.parseInt(day) <= 7);
        var index = number.orElse(DAYS.indexOf(day.toUpperCase(Locale.ROOT)));
        return index < 0
                ? Optional.empty()
                : Optional.of(DayOfWeek.of(index == 0 ? 7 : index).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }

    private static Optional<Integer> number(String field) {
        return field.matches("\\d{1,2}") ? Optional.of(Integer.valueOf(field)) : Optional.empty();
    }

    /** One for a star, or the number behind star and slash; only where the steps are even. */
    private static Optional<Integer> step(String field, int whole) {
        return field.equals("*")
                ? Optional.of(1)
                : Optional.of(field)
                        .filter(steps -> steps.matches("\\*/\\d{1,2}"))
                        .map(steps -> Integer.valueOf(steps.substring(2)))
                        .filter(step -> step > 0 && whole % step == 0);
    }

    private String text(String key, Object... values) {
        return messages.getMessage(key, values, Locale.ENGLISH);
    }
}
