package dev.tributary.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
    @Test
    void endsWhenNoRowIsLeftOver() {
        var page = page(PageQuery.of(2, null), List.of(1L, 2L));
        assertThat(page.items()).containsExactly("1", "2");
        assertThat(page.nextCursor()).isNull();
    }

    @Test
    void goesOnAfterTheLastRowShown() {
        var page = page(PageQuery.of(2, null), List.of(1L, 2L, 3L));
        assertThat(page.items()).containsExactly("1", "2");
        var next = PageQuery.of(2, Objects.requireNonNull(page.nextCursor()));
        assertThat(next.idOr(0)).isEqualTo(2);
    }

    @Test
    void cursorsKeepSeveralKeys() {
        var cursor = new Cursor(List.of("2030-01-01T00:00:00Z", "", "ä"));
        assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void refusesOddLimits(int limit) {
        assertThatThrownBy(() -> PageQuery.of(limit, null)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%", "gg", "_w"})
    void refusesCursorsOfItsOwnInvention(String cursor) {
        assertThatThrownBy(() -> PageQuery.of(1, cursor).idOr(0))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldError::field)
                                .containsExactly("cursor"));
    }

    private static Page<String> page(PageQuery query, List<Long> rows) {
        return Page.of(rows, query, Cursor::of, row -> Long.toString(row));
    }
}
