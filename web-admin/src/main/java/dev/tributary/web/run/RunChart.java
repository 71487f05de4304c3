package dev.tributary.web.run;

import dev.tributary.web.api.RunsApi.Counts;
import dev.tributary.web.api.RunsApi.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bars of what runs changed, the oldest on the left.
 *
 * @param most what the highest bar stands for; 0 where nothing was changed at all
 */
public record RunChart(long most, int width, int height, List<Bar> bars) {
    private static final int STEP = 24;
    static final int BAR = 16;
    private static final int HEIGHT = 96;
    private static final double LEAST = 2;

    /** One run; without pieces it changed nothing. */
    public record Bar(Run run, int x, List<Piece> pieces) {}

    /** A part of a bar: added, updated, removed or failed. */
    public record Piece(String kind, double y, double height) {}

    /** Of runs as they are listed, the newest first. */
    public static RunChart of(List<Run> runs) {
        var most = runs.stream()
                .mapToLong(run -> pieces(run.counts()).stream()
                        .mapToLong(Map.Entry::getValue)
                        .sum())
                .max()
                .orElse(0);
        var bars = new ArrayList<Bar>();
        for (var run : runs.reversed()) {
            bars.add(new Bar(run, bars.size() * STEP + (STEP - BAR) / 2, stack(run.counts(), most)));
        }
        return new RunChart(most, runs.size() * STEP, HEIGHT, List.copyOf(bars));
    }

    private static List<Map.Entry<String, Long>> pieces(Counts counts) {
        return List.of(
                Map.entry("added", counts.added()),
                Map.entry("updated", counts.updated() + counts.moved()),
                Map.entry("removed", counts.tombstoned() + counts.purged()),
                Map.entry("failed", counts.failed()));
    }

    /** From the ground up; what is there at all is high enough to be seen, and no bar is higher than the chart. */
    private static List<Piece> stack(Counts counts, long most) {
        var pieces = new ArrayList<Piece>();
        var room = HEIGHT - LEAST * pieces(counts).size();
        var y = (double) HEIGHT;
        for (var piece : pieces(counts)) {
            if (piece.getValue() > 0) {
                var height = LEAST + room * piece.getValue() / most;
                y -= height;
                pieces.add(new Piece(piece.getKey(), y, height));
            }
        }
        return List.copyOf(pieces);
    }
}
