package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi.Schedule;
import dev.tributary.web.form.CronWords;
import dev.tributary.web.form.Timing;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** When a connector runs by itself, as a person says it; templates know it as {@code @scheduleWords}. */
@Component("scheduleWords")
public final class ScheduleWords {
    private final CronWords cron;
    private final MessageSource messages;

    ScheduleWords(CronWords cron, MessageSource messages) {
        this.cron = cron;
        this.messages = messages;
    }

    public String of(Schedule schedule) {
        if (schedule.everyMinutes() != null) {
            return cron.every(Long.toString(schedule.everyMinutes()));
        }
        if (schedule.cron() == null) {
            return messages.getMessage("schedule.manual", null, Locale.ENGLISH);
        }
        var zone = Objects.requireNonNullElse(schedule.zone(), "UTC");
        var sentence = cron.sentence(new Timing(Timing.CRON, schedule.cron(), zone));
        return messages.getMessage(
                "schedule.zone", new Object[] {sentence.replaceFirst("\\.$", ""), zone}, Locale.ENGLISH);
    }
}
