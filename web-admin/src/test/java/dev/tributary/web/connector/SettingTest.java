package dev.tributary.web.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettingTest {

    @Test
    void saysWhatWasAnsweredInTheOrderAndWordsOfTheForm() {
        assertThat(Setting.of(Examples.wiki(), Map.of("scope", "mine", "url", "https://wiki.example")))
                .containsExactly(new Setting("Address", "https://wiki.example"), new Setting("Pages", "Own pages"));
    }

    @Test
    void leavesOutWhatWasLeftOpen() {
        assertThat(Setting.of(Examples.wiki(), Map.of("url", " "))).isEmpty();
    }

    @Test
    void joinsSeveralAnswers() {
        assertThat(Setting.of(Examples.wiki(), Map.of("scope", List.of("all", "odd"))))
                .containsExactly(new Setting("Pages", "All pages, odd"));
    }

    @Test
    void showsWhatTheFormDoesNotKnowByItsKey() {
        assertThat(Setting.of(Optional.empty(), Map.of("pages", 12))).containsExactly(new Setting("pages", "12"));
    }
}
