package dev.tributary.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.ConnectorsApi.Schedule;
import dev.tributary.web.form.CronWords;
import org.junit.jupiter.api.Test;

final class ScheduleWordsTest {
    private final ScheduleWords words = new ScheduleWords(new CronWords(Examples.texts()), Examples.texts());

    @Test
    void saysIntervals() {
        assertThat(words.of(new Schedule(360L, null, null, null))).isEqualTo("Every 6 hours");
    }

    @Test
    void saysCronExpressionsAndTheirZone() {
        assertThat(words.of(new Schedule(null, "30 2 * * MON", "Europe/Berlin", null)))
                .isEqualTo("At 02:30, on Monday (Europe/Berlin)");
        assertThat(words.of(new Schedule(null, "30 2 * * *", null, null))).isEqualTo("At 02:30 (UTC)");
    }

    @Test
    void saysByHand() {
        assertThat(words.of(new Schedule(null, null, null, true))).isEqualTo("By hand only");
    }
}
