package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R5: a repeated cursor is an unexpected response")
final class CursorTrailTest {

    @Test
    void acceptsCursorsThatAreNewHoweverMany() {
        var trail = CursorTrail.from(Optional.empty());
        for (var i = 0; i < 20_000; i++) {
            trail = trail.then("page-" + i);
        }
        assertThat(trail.last()).contains("page-19999");
        assertThat(trail.recent()).hasSizeLessThan(10);
    }

    @Test
    void refusesTheCursorItStartedFrom() {
        var trail = CursorTrail.from(Optional.of("a"));
        assertThatThrownBy(() -> trail.then("a")).isInstanceOf(UnexpectedResponse.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesABlankCursor(String cursor) {
        var trail = CursorTrail.from(Optional.empty());
        assertThatThrownBy(() -> trail.then(cursor)).isInstanceOf(UnexpectedResponse.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9, 10, 100, 1_000})
    void noticesACircleOfAnyLength(int length) {
        var trail = CursorTrail.from(Optional.empty());
        var steps = 0;
        try {
            while (steps < 5 * length + 5) {
                trail = trail.then("page-" + steps % length);
                steps++;
            }
        } catch (UnexpectedResponse noticed) {
            assertThat(steps).isGreaterThanOrEqualTo(length);
            return;
        }
        assertThat(steps).as("steps in a circle of %d", length).isZero();
    }
}
