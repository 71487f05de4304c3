package dev.tributary.source.rss;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FeedDateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 02 Jan 2006 15:04:05 GMT | 2006-01-02T15:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 -0700 | 2006-01-02T22:04:05Z",
                "Tue, 2 Jan 06 15:04 EST | 2006-01-02T20:04:00Z",
                "2 January 2006 15:04:05 PDT | 2006-01-02T22:04:05Z",
                "Mon,  02-Jan-2006   15:04:05 GMT+0200 | 2006-01-02T13:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 +02:00 (CEST) | 2006-01-02T13:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 Z | 2006-01-02T15:04:05Z",
                "Mon, 02 Jan 2006 15:04:05 | 2006-01-02T15:04:05Z",
                "02 Jan 2006 | 2006-01-02T00:00:00Z",
                "2006-01-02T15:04:05.123+01:00 | 2006-01-02T14:04:05Z",
                "2006-01-02T15:04Z | 2006-01-02T15:04:00Z",
                "2006-01-02 15:04:05 | 2006-01-02T15:04:05Z",
                "2006-01-02 | 2006-01-02T00:00:00Z",
                "2006-01 | 2006-01-01T00:00:00Z",
                "Sat, 31 Dec 2005 23:59:60 UT | 2005-12-31T23:59:59Z"
            })
    void isRead(String text, Instant time) {
        assertThat(FeedDate.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Mon, 32 Jan 2006 15:04:05 GMT", "02 Foo 2006", "2006-13-01", "1.2.2006"})
    void nonsenseIsNone(String text) {
        assertThat(FeedDate.parse(text)).isEmpty();
    }
}
