package dev.tributary.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

final class CronWordsTest {
    private final CronWords words =
            new CronWords(texts(), Clock.fixed(Instant.parse("2026-03-06T10:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *          | Every minute.
                    */15 * * * *       | Every 15 minutes.
                    0 * * * *          | Every hour.
                    5 */6 * * *        | Every 6 hours, at 5 minutes past.
                    30 2 * * *         | At 02:30.
                    30 2,14 * * *      | At 02:30 and 14:30.
                    0 30 2 * * *       | At 02:30.
                    30 2 * * MON       | At 02:30, on Monday.
                    30 2 * * MON-FRI   | At 02:30, from Monday to Friday.
                    30 2 * * 0,3,sat   | At 02:30, on Sunday, Wednesday and Saturday.
                    30 2 * * 1-7       | At 02:30, from Monday to Sunday.
                    30 2 * 3-12 *      | At 02:30, from March to December.
                    15 8-18 * * 1-5    | Every hour from 08:15 to 18:15, from Monday to Friday.
                    0 6 1 * *          | At 06:00, on day 1 of the month.
                    0 6 1,15 JAN,7 *   | At 06:00, on day 1 and 15 of the month, in January and July.
                    0 6 L * ?          | At 06:00, on the last day of the month.
                    0 6 13 * FRI       | At the times that "0 6 13 * FRI" names.
                    10 30 2 * * *      | At the times that "10 30 2 * * *" names.
                    0 6 * * MON#1      | At the times that "0 6 * * MON#1" names.
                    """)
    void saysACronExpressionInWords(String cron, String sentence) {
        assertThat(words.sentence(new Timing("cron", cron, ""))).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "every day", "61 * * * *", "* * *", "30 2 * * XYZ", "30 2 * * 9"})
    void saysThatSomethingIsNoCronExpression(String cron) {
        assertThat(words.sentence(new Timing("cron", cron, ""))).startsWith("This is not a time");
        assertThat(words.next(new Timing("cron", cron, ""))).isEmpty();
    }

    @Test
    void tellsTheNextThreeTimesInTheZoneAcrossItsSummerTime() {
        assertThat(words.next(new Timing("cron", "30 2 * * FRI", "Europe/Berlin")))
                .containsExactly("Fri 13 Mar 2026, 02:30", "Fri 20 Mar 2026, 02:30", "Fri 27 Mar 2026, 02:30");
        assertThat(words.next(new Timing("cron", "30 2 * * FRI", "Europe/Nowhere")))
                .isEmpty();
        assertThat(words.next(new Timing("cron", "0 0 30 2 *", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60,Every hour", "360,Every 6 hours", "1440,Every day", "10080,Every week", "90,Every 90 minutes"})
    void saysIntervalsInWords(String minutes, String said) {
        assertThat(words.every(minutes)).isEqualTo(said);
    }

    static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("admin.texts");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }
}
