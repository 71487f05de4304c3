package dev.tributary.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.ConnectorsApi.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleWordsTest {
    private final ScheduleWords words = new ScheduleWords(Examples.texts());

    @ParameterizedTest
    @CsvSource({
        "1, every minute",
        "45, every 45 minutes",
        "60, every hour",
        "360, every 6 hours",
        "1440, every day",
        "2880, every 2 days",
        "10080, every week"
    })
    void saysIntervals(long minutes, String said) {
        assertThat(words.of(new Schedule(minutes, null, null, null))).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 2 * * * | every day at 02:30 (UTC)",
                "30 2 * * MON | every Monday at 02:30 (UTC)",
                "0 18 * * 1-5 | every Monday to Friday at 18:00 (UTC)",
                "0 6 * * sat,0 | every Saturday, Sunday at 06:00 (UTC)",
                "0 6 * * 7 | every Sunday at 06:00 (UTC)",
                "15 3 1 * * | on day 1 of each month at 03:15 (UTC)",
                "*/15 * * * * | every 15 minutes (UTC)",
                "5 */2 * * * | every 2 hours, 5 min past (UTC)",
                "0 30 2 * * ? | every day at 02:30 (UTC)",
                "*/7 * * * * | as “*/7 * * * *” says (UTC)",
                "0 0 1 JAN * | as “0 0 1 JAN *” says (UTC)",
                "0 9 * * MON#1 | as “0 9 * * MON#1” says (UTC)"
            })
    void saysUsualCronExpressionsAndShowsOthers(String cron, String said) {
        assertThat(words.of(new Schedule(null, cron, null, null))).isEqualTo(said);
    }

    @Test
    void namesTheZone() {
        assertThat(words.of(new Schedule(null, "0 2 * * *", "Europe/Berlin", null)))
                .isEqualTo("every day at 02:00 (Europe/Berlin)");
    }

    @Test
    void saysByHand() {
        assertThat(words.of(new Schedule(null, null, null, true))).isEqualTo("by hand only");
    }
}
