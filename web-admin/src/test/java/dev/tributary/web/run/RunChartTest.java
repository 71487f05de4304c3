package dev.tributary.web.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.RunsApi.Counts;
import dev.tributary.web.api.RunsApi.Run;
import dev.tributary.web.connector.Examples;
import dev.tributary.web.run.RunChart.Bar;
import dev.tributary.web.run.RunChart.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunChartTest {

    @Test
    void drawsTheOldestOnTheLeft() {
        var chart = RunChart.of(List.of(run("9", 1, 0, 0), run("8", 1, 0, 0)));
        assertThat(chart.bars()).extracting(bar -> bar.run().id()).containsExactly("8", "9");
        assertThat(chart.bars()).extracting(Bar::x).isSorted();
        assertThat(chart.bars().getLast().x() + RunChart.BAR).isLessThanOrEqualTo(chart.width());
    }

    @Test
    void stacksFromTheGroundWithinTheChart() {
        var chart = RunChart.of(List.of(run("2", 100_000, 1, 1), run("1", 0, 3, 0)));
        var pieces = chart.bars().getLast().pieces();
        assertThat(pieces).extracting(Piece::kind).containsExactly("added", "removed", "failed");
        var ground = (double) chart.height();
        for (var piece : pieces) {
            assertThat(piece.y() + piece.height()).isEqualTo(ground);
            assertThat(piece.height()).isGreaterThanOrEqualTo(2);
            ground = piece.y();
        }
        assertThat(ground).isNotNegative();
        assertThat(chart.most()).isEqualTo(100_002);
    }

    @Test
    void hasBarsWithoutPiecesWhereNothingChanged() {
        var chart = RunChart.of(List.of(run("1", 0, 0, 0)));
        assertThat(chart.most()).isZero();
        assertThat(chart.bars().getFirst().pieces()).isEmpty();
    }

    private static Run run(String id, long added, long removed, long failed) {
        var counts = new Counts(added + failed, added, 0, 0, 0, 0, 0, 0, failed, 0, 0, 0, 0, 0, removed, 0, 0, 0);
        return Examples.run(id, "completed", counts, Examples.pending(0, 0));
    }
}
