package dev.tributary.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.connector.Examples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunWordsTest {
    private final RunWords words = new RunWords(Examples.texts());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "created | the first run of a new connector",
                "schedule | its schedule",
                "by person:admin | asked for by admin",
                "by token:nightly | asked for by the program with the token nightly",
                "everything, by person:ann | everything was to be synced, asked for by ann",
                "the settings were changed | the settings were changed"
            })
    void saysWhyARunWasStarted(String reason, String said) {
        assertThat(words.reason(reason)).isEqualTo(said);
    }
}
