package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainTextTest {

    @Test
    void leavesOutHowItIsWritten() {
        assertThat(PlainText.of("""
                        ## Setting *up*

                        Read **all** of [the guide](https://x.example/a_b) and ![its picture](p.png), `run_it`,
                        then ~~two~~ 2 \\* 3 &amp; List<String>.

                        > - one
                        > - two

                        1. first

                        ```sh
                        ls *.md
                        ```

                        | Name | Role |
                        |------|------|
                        | Ada  | Lead |
                        """)).isEqualTo("""
                        Setting up
                        Read all of the guide and its picture, run_it,
                        then ~~two~~ 2 * 3 & List<String>.
                        • one
                        • two
                        first
                        ls *.md
                        Name · Role
                        Ada · Lead""");
    }

    @Test
    void keepsTextThatIsNoMarkdown() {
        assertThat(PlainText.of("Call me at 5, snake_case and 2 * 3 = 6"))
                .isEqualTo("Call me at 5, snake_case and 2 * 3 = 6");
        assertThat(PlainText.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "](", "*a ", "`", "> ", "- ", "<a ", "|", "![", "\\"})
    void staysLinearWhateverIsWritten(String piece) {
        assertTimeout(Duration.ofSeconds(5), () -> PlainText.of(piece.repeat(20_000 / piece.length())));
    }
}
