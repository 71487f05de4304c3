package dev.tributary.web.form;

import java.util.List;
import java.util.OptionalLong;

/**
 * When a connector is to run by itself, as it is chosen in the form.
 *
 * @param choice a number of minutes, {@code cron} or {@code manual}
 * @param cron kept while something else is chosen
 */
public record Timing(String choice, String cron, String zone) {
    public static final String CRON = "cron";
    public static final String MANUAL = "manual";
    public static final Timing DAILY = every(1440);

    /** The intervals that are offered, in minutes: an hour, six, a day and a week. */
    static final List<String> INTERVALS = List.of("60", "360", "1440", "10080");

    public static Timing every(long minutes) {
        return new Timing(Long.toString(minutes), "", "");
    }

    /** The minutes of an interval; empty for the other choices, and for what is none. */
    public OptionalLong minutes() {
        return choice.matches("[0-9]{1,9}") ? OptionalLong.of(Long.parseLong(choice)) : OptionalLong.empty();
    }
}
