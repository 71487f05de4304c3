package dev.tributary.engine.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchQueryTest {
    private static final Duration LINEAR = Duration.ofSeconds(5);

    @Test
    void tellsOperatorsFromWords() {
        var query =
                SearchQuery.parse("plan \"next year\" -draft from:\"Ann B\" TYPE:x type:Wiki tag:a tag:b", Map.of());
        assertThat(query.words()).isEqualTo("plan \"next year\" TYPE:x");
        assertThat(query.without()).containsExactly("draft");
        assertThat(query.from()).containsExactly("Ann B");
        assertThat(query.types()).containsExactly("wiki");
        assertThat(query.anyTag()).containsExactly("a", "b");
    }

    @Test
    void tellsOperatorsFromWordsBehindAMinus() {
        var query = SearchQuery.parse("plan -from:\"Ann B\" -tag:a -type:Wiki -after:2026-01-31 -fromage", Map.of());
        assertThat(query.words()).isEqualTo("plan");
        assertThat(query.without()).containsExactly("fromage");
        assertThat(query.unwanted())
                .containsExactlyInAnyOrder(
                        new SearchQuery.Unwanted("from", "Ann B"),
                        new SearchQuery.Unwanted("type", "Wiki"),
                        new SearchQuery.Unwanted("tag", "a"));
        assertThat(query.before()).contains(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(SearchQuery.parse("-tag:a", Map.of()).isEmpty()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "git push --force | git push force",
                "Onboarding guide - Berlin | Onboarding guide Berlin",
                "a -- b --- c - | a b c",
                "---\"next year\" | \"next year\"",
                "f(-1) | f(1)",
                "(--force) !-a | (force) !a",
                "well-known a- | well-known a-",
                "\"a -b\" | \"a -b\"",
            })
    void takesDashesForNotBeforeAWordOnly(String text, String words) {
        var query = SearchQuery.parse(text, Map.of());
        assertThat(query.words()).isEqualTo(words);
        assertThat(query.without()).isEmpty();
    }

    @Test
    void asksForNothingWithDashesAlone() {
        assertThat(SearchQuery.parse("- -- ---", Map.of()).isEmpty()).isTrue();
        assertThat(SearchQuery.parse("-(-a)", Map.of()).without()).containsExactly("(a)");
    }

    @Test
    void takesTheNarrowestTimes() {
        var query = SearchQuery.parse(
                "before:2026-03-01 -after:2026-02-01 before:2026-04-01 after:2026-01-01 -before:2026-01-15", Map.of());
        assertThat(query.before()).contains(Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(query.after()).contains(Instant.parse("2026-01-15T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01", "-999999999-01-01", "+1000000000-12-31T23:59:59Z", "0000-01-01"})
    void takesNoTimeThatCannotBeStored(String time) {
        assertThatThrownBy(() -> SearchQuery.parse("before:" + time, Map.of()))
                .isInstanceOf(SearchQuery.Unreadable.class)
                .hasMessageContaining("2026-01-31");
    }

    @Test
    void knowsWhatMayBeInSeveralPlaces() {
        assertThat(SearchQuery.parse("plan \"next year\" -draft from:ann Plan plan", Map.of())
                        .parts())
                .containsExactly("plan", "\"next year\"", "Plan");
        assertThat(SearchQuery.parse("plan OR draft", Map.of()).parts()).isEmpty();
        assertThat(SearchQuery.parse("a b c d e f g h", Map.of()).parts()).hasSize(8);
        assertThat(SearchQuery.parse("a b c d e f g h i", Map.of()).parts()).isEmpty();
        assertThat(SearchQuery.parse("", Map.of()).parts()).isEmpty();
    }

    @Test
    void takesAPhraseThatIsNotClosedToTheEnd() {
        var query = SearchQuery.parse("plan \"next year from:ann", Map.of());
        assertThat(query.words()).isEqualTo("plan \"next year from:ann");
        assertThat(query.parts()).containsExactly("plan", "\"next year from:ann");
        assertThat(query.from()).isEmpty();
        assertThat(SearchQuery.parse("from:\"ann lee", Map.of()).from()).containsExactly("ann lee");
    }

    @Test
    void takesSoManyOperatorsOnly() {
        assertThat(SearchQuery.parse("tag:a ".repeat(20), Map.of()).anyTag()).hasSize(20);
        assertThatThrownBy(() -> SearchQuery.parse("tag:a ".repeat(21), Map.of()))
                .isInstanceOf(SearchQuery.Unreadable.class)
                .hasMessageContaining("20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "-\"", "from:", "tag:\" ", "x\" ", "a ", "-", "--", "(-", "from", ":\"", "from:\"a"})
    void staysLinearWhateverIsTyped(String piece) {
        assertTimeout(LINEAR, () -> {
            try {
                SearchQuery.parse(piece.repeat(500_000), Map.of());
            } catch (SearchQuery.Unreadable tooMany) {
                assertThat(tooMany).hasMessageContaining("operators");
            }
        });
    }
}
