package dev.tributary.web.run;

import dev.tributary.web.api.RunsApi.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The counts of a run as a sum: what became of each document that was listed, and what else was done.
 *
 * @param parts add up to {@code listed}; those that are none are left out
 * @param rest counts of other things
 */
public record Sum(long listed, List<Part> parts, List<Part> rest) {

    /** How wide the bar of a sum is drawn. */
    static final int WIDTH = 1000;

    /**
     * One number of the sum.
     *
     * @param x where it begins in the bar
     * @param width in the bar; at least so much that it is seen
     */
    public record Part(String name, long count, double x, double width) {}

    public static Sum of(Counts counts) {
        var parts = Stream.of(
                        Map.entry("added", counts.added()),
                        Map.entry("updated", counts.updated()),
                        Map.entry("moved", counts.moved()),
                        Map.entry("unchanged", counts.unchanged()),
                        Map.entry("skipped", counts.skipped()),
                        Map.entry("filtered", counts.filtered()),
                        Map.entry("excluded", counts.excluded()),
                        Map.entry("failed", counts.failed()),
                        Map.entry("duplicates", counts.duplicates()))
                .filter(part -> part.getValue() > 0)
                .toList();
        var rest = Stream.of(
                        Map.entry("fetched", counts.fetched()),
                        Map.entry("indexed", counts.indexed()),
                        Map.entry("refreshed", counts.refreshed()),
                        Map.entry("changedBetween", counts.changedBetween()),
                        Map.entry("tombstoned", counts.tombstoned()),
                        Map.entry("purged", counts.purged()),
                        Map.entry("restored", counts.restored()),
                        Map.entry("held", counts.held()))
                .filter(part -> part.getValue() > 0)
                .map(part -> new Part(part.getKey(), part.getValue(), 0, 0))
                .toList();
        return new Sum(counts.listed(), drawn(parts), rest);
    }

    /** Side by side, each at least a few units wide; what that takes is taken from all in proportion. */
    private static List<Part> drawn(List<Map.Entry<String, Long>> parts) {
        var total = parts.stream().mapToLong(Map.Entry::getValue).sum();
        var least = WIDTH / 200.0;
        var whole = parts.stream()
                .mapToDouble(part -> Math.max(least, WIDTH * (double) part.getValue() / total))
                .sum();
        var drawn = new ArrayList<Part>();
        var x = 0.0;
        for (var part : parts) {
            var width = Math.max(least, WIDTH * (double) part.getValue() / total) * WIDTH / whole;
            drawn.add(new Part(part.getKey(), part.getValue(), x, width));
            x += width;
        }
        return List.copyOf(drawn);
    }

    /** While a run is under way some documents are listed and not decided yet. */
    public long undecided() {
        return listed - parts.stream().mapToLong(Part::count).sum();
    }
}
