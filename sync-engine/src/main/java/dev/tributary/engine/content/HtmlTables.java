package dev.tributary.engine.content;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;

/** Writes tables of data as pipe tables. Tables that only place things on a page are read cell by cell instead. */
final class HtmlTables {

    private static final int WIDEST_SPAN = 50;

    private final MarkdownWriter writer;
    private final Consumer<Element> visit;
    private final Set<Element> nesting = Collections.newSetFromMap(new IdentityHashMap<>());

    HtmlTables(MarkdownWriter writer, Consumer<Element> visit, Element root) {
        this.writer = writer;
        this.visit = visit;
        for (var table : root.getElementsByTag("table")) {
            var outer = table.parent();
            while (outer != null && !outer.normalName().equals("table")) {
                outer = outer.parent();
            }
            if (outer != null) {
                nesting.add(outer);
            }
        }
    }

    boolean isLayout(Element table) {
        return nesting.contains(table)
                || !isOrderly(table)
                || table.attr("role").equals("presentation")
                || rows(table).stream().allMatch(row -> cells(row).size() < 2);
    }

    /** Whether all text stands in cells, as it does unless a page is broken. */
    private static boolean isOrderly(Element table) {
        return hasNoTextBut(table, List.of("caption", "thead", "tbody", "tfoot", "tr"))
                && table.children().stream()
                        .filter(child -> child.normalName().startsWith("t")
                                && !child.normalName().equals("tr"))
                        .allMatch(section -> hasNoTextBut(section, List.of("tr")))
                && rows(table).stream().allMatch(row -> hasNoTextBut(row, List.of("td", "th")));
    }

    private static boolean hasNoTextBut(Element parent, List<String> names) {
        return parent.ownText().isBlank()
                && parent.children().stream().allMatch(child -> names.contains(child.normalName()) || !child.hasText());
    }

    void write(Element table) {
        caption(table);
        writer.block();
        var rows = rows(table).stream().filter(Element::hasText).toList();
        var spans = new HashMap<Integer, Integer>();
        for (int i = 0; i < rows.size() && !writer.isFull(); i++) {
            writer.line();
            writer.beginRow();
            var columns = row(cells(rows.get(i)), spans);
            var missing = i == 0 ? Math.max(0, widest(rows) - columns) : 0;
            for (int n = 0; n < missing; n++) {
                writer.endCell();
            }
            writer.endRow();
            if (i == 0) {
                writer.line();
                writer.verbatim("|" + " --- |".repeat(columns + missing));
            }
        }
        writer.block();
    }

    private void caption(Element table) {
        for (var child : table.children()) {
            if (child.normalName().equals("caption")) {
                writer.block();
                visit.accept(child);
            }
        }
    }

    /** Writes a row and returns how many columns it fills, those among them that a cell above reaches into. */
    private int row(List<Element> cells, Map<Integer, Integer> spans) {
        var column = 0;
        for (var cell : cells) {
            column = skip(column, spans);
            visit.accept(cell);
            var width = span(cell, "colspan");
            for (int n = 0; n < width; n++) {
                writer.endCell();
                spans.put(column, span(cell, "rowspan") - 1);
                column++;
            }
        }
        return skip(column, spans);
    }

    private int skip(int from, Map<Integer, Integer> spans) {
        var column = from;
        while (spans.getOrDefault(column, 0) > 0 && !writer.isFull()) {
            writer.endCell();
            spans.merge(column, -1, Integer::sum);
            column++;
        }
        return column;
    }

    private static int widest(List<Element> rows) {
        return rows.stream()
                .mapToInt(row -> cells(row).stream()
                        .mapToInt(cell -> span(cell, "colspan"))
                        .sum())
                .max()
                .orElse(0);
    }

    private static int span(Element cell, String attribute) {
        var value = cell.attr(attribute);
        var isNumber = !value.isEmpty() && value.length() <= 5 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Math.clamp(Integer.parseInt(value), 1, WIDEST_SPAN) : 1;
    }

    private static List<Element> rows(Element table) {
        var rows = new ArrayList<Element>();
        for (var child : table.children()) {
            switch (child.normalName()) {
                case "tr" -> rows.add(child);
                case "thead", "tbody", "tfoot" ->
                    child.children().stream()
                            .filter(row -> row.normalName().equals("tr"))
                            .forEach(rows::add);
                default -> {}
            }
        }
        return rows;
    }

    private static List<Element> cells(Element row) {
        return row.children().stream()
                .filter(cell ->
                        cell.normalName().equals("td") || cell.normalName().equals("th"))
                .toList();
    }
}
