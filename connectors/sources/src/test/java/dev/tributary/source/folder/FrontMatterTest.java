package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrontMatterTest {

    @Test
    void readsTheKnownProperties() {
        var text = "---\r\ntitle: A New Hope\r\ntags:\r\n  - '#film'\r\n  - 1977\r\naliases: Star Wars, IV\r\n"
                + "created: 2020-08-21T10:30:00\r\ndate: 1999-01-01\r\nother: {deep: [1]}\r\n---\r\nBody";
        var read = FrontMatter.of(text);
        assertThat(read.title()).contains("A New Hope");
        assertThat(read.tags()).containsExactly("film", "1977");
        assertThat(read.aliases()).containsExactly("Star Wars", "IV");
        assertThat(read.created()).contains(Instant.parse("2020-08-21T10:30:00Z"));
        assertThat(text.substring(read.length())).isEqualTo("Body");
    }

    @Test
    void readsJson() {
        assertThat(FrontMatter.of("---\n{\n \"tags\": \"journal #daily, x\"\n}\n---\n")
                        .tags())
                .containsExactly("journal", "daily", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-08-21, 2020-08-21T00:00:00Z",
        "2020-08-21 10:30, 2020-08-21T10:30:00Z",
        "2020-08-21T10:30:00+02:00, 2020-08-21T08:30:00Z",
        "'2020-08-21T10:30:00.5Z', 2020-08-21T10:30:00.500Z"
    })
    void readsDates(String written, Instant meant) {
        assertThat(FrontMatter.of("---\ndate: " + written + "\n---\n").created())
                .contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2020-13-45", "20200821", "[2020-01-01]", "'[[2020-01-01]]'", "+99999-01-01", "~"})
    void leavesOutWhatIsNoDate(String written) {
        assertThat(FrontMatter.of("---\ndate: " + written + "\n---\n").created())
                .isEmpty();
    }

    @Test
    void copesWithOtherTypes() {
        var read = FrontMatter.of("---\ntitle: 2024\ntags: {a: 1}\naliases: [[x], ~, '', true]\n---\n");
        assertThat(read.title()).contains("2024");
        assertThat(read.tags()).isEmpty();
        assertThat(read.aliases()).containsExactly("true");
        assertThat(FrontMatter.of("---\ntitle: [a]\n---\n").length()).isPositive();
    }

    @Test
    void keepsNoCharactersThatCannotBePrinted() {
        assertThat(FrontMatter.of("---\ntitle: \"a\\0b\\nc\"\n---\n").title()).contains("a b c");
    }

    @Test
    void takesAnEmptyBlock() {
        assertThat(FrontMatter.of("---\n---\nBody").length()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Body",
                "---",
                "---\ntitle: a",
                "----\ntitle: a\n---\n",
                " ---\ntitle: a\n---\n",
                "---\nA rule, some text\n---\n",
                "---\ntitle: *unknown\n  : x\n---\n",
                "---\ntags: [a\n---\n",
                "---\n\ttitle: a\n---\n",
                "x\n---\ntitle: a\n---\n"
            })
    void isNoneWithoutABlockThatCanBeRead(String text) {
        assertThat(FrontMatter.of(text)).isEqualTo(FrontMatter.NONE);
    }

    @Test
    void isNotBroughtDownByAHostileBlock() {
        assertThat(FrontMatter.of("---\na: " + "[".repeat(60_000) + "\n---\n")).isEqualTo(FrontMatter.NONE);
        assertThat(FrontMatter.of("---\ntitle: !!javax.script.ScriptEngineManager [x]\n---\n")
                        .title())
                .contains("x");
        var laughs = new StringBuilder("---\na0: &a0 [x]\n");
        for (var i = 1; i < 40; i++) {
            laughs.append("a%d: &a%d [*a%d,*a%d]%n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(FrontMatter.of(laughs + "title: *a39\n---\n").tags()).isEmpty();
    }
}
