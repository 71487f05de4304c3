package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.knowledge.DocumentEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventCsvTest {

    private static String line(String title) {
        return EventCsv.line(new DocumentEvent(
                1,
                new DocumentEvent.Subject(7, "a", title, null),
                new DocumentEvent.Cause(3L, "sync"),
                Instant.EPOCH,
                "added",
                null));
    }

    @Test
    void writesACellForEachColumn() {
        assertThat(EventCsv.HEADER).isEqualTo("at,kind,detail,documentId,externalId,title,sourceUrl,runKind\r\n");
        assertThat(line("plain")).isEqualTo("1970-01-01T00:00:00Z,added,,7,a,plain,,sync\r\n");
    }

    @Test
    void quotesWhatWouldEndACell() {
        assertThat(line("a, b")).contains(",\"a, b\",");
        assertThat(line("a \"b\"")).contains(",\"a \"\"b\"\"\",");
        assertThat(line("a\nb")).contains(",\"a\nb\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@x", "\t=1"})
    void letsNoSpreadsheetTakeATitleForAFormula(String title) {
        assertThat(line(title)).contains(",'" + title + ",");
    }

    @Test
    void defusesAndQuotes() {
        assertThat(line("=HYPERLINK(\"x\")")).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
        assertThat(line("\r=1")).contains(",\"'\r=1\",");
        assertThat(line("a=b")).contains(",a=b,");
    }
}
