package dev.tributary.engine.content;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes Markdown piece by piece. Blanks, breaks, list signs and emphasis wait until a word follows them, so that
 * nothing empty is written.
 */
final class MarkdownWriter {

    /** Deeper lists and quotes stand at this depth: a line may not cost more than it says. */
    private static final int DEEPEST = 16;

    /** A list item or quote: what its first line begins with, and its other lines. */
    private static final class Level {
        private final String first;
        private final String rest;
        private boolean isBegun;

        private Level(String first, String rest) {
            this.first = first;
            this.rest = rest;
        }
    }

    /** Emphasis or a link. */
    private static final class Mark {
        private final String open;
        private final String close;
        private boolean isOpen;

        private Mark(String open, String close) {
            this.open = open;
            this.close = close;
        }
    }

    private final long limit;
    private final StringBuilder out = new StringBuilder();
    private final List<Level> levels = new ArrayList<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private int breaks;
    private boolean hard;
    private boolean blank;
    private boolean lineStart;
    private int flat;
    private int cells;

    MarkdownWriter(long limit) {
        this.limit = limit;
    }

    boolean isFull() {
        return out.length() > limit;
    }

    String markdown() {
        closeMarks();
        return out.isEmpty() ? "" : out.append('\n').toString();
    }

    /** What follows begins a paragraph. */
    void block() {
        separate(2);
    }

    /** What follows begins a line. */
    void line() {
        separate(1);
    }

    /** What follows begins a line, even after a paragraph. */
    void tight() {
        line();
        breaks = Math.min(breaks, 1);
    }

    /** A line break within a paragraph; a second one ends the paragraph. */
    void lineBreak() {
        if (flat == 0 && breaks == 0 && !isFresh()) {
            breaks = 1;
            hard = true;
            blank = false;
        } else {
            block();
        }
    }

    void blank() {
        blank = true;
    }

    /** Words of running text; blanks between them collapse. */
    void text(String text) {
        var from = -1;
        for (int i = 0; i < text.length() && !isFull(); i++) {
            var c = text.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00A0') {
                from = word(text, from, i);
                blank = true;
            } else if (from < 0) {
                from = i;
            }
        }
        word(text, from, text.length());
    }

    /** Goes into the line as it is. */
    void verbatim(String markdown) {
        begin();
        out.append(markdown);
        lineStart = false;
    }

    /** Code within a line: in a cell even there a bar would end the cell. */
    String inCell(String code) {
        return cells > 0 ? code.replace("|", "\\|") : code;
    }

    void image(String alternative, String address) {
        begin();
        out.append("![");
        Escaping.append(out, alternative.strip().replaceAll("\\s+", " "), Escaping.place(false, cells > 0));
        out.append("](").append(address).append(')');
        lineStart = false;
    }

    /** Whole lines that are kept as they are. */
    void lines(String text) {
        for (int from = 0; from <= text.length() && !isFull(); ) {
            var end = text.indexOf('\n', from);
            var to = end < 0 ? text.length() : end;
            breaks = 1;
            newLine();
            out.append(text, from, to);
            from = to + 1;
        }
    }

    void enter(String first, String rest) {
        if (flat == 0) {
            var isDeep = levels.size() >= DEEPEST;
            levels.add(new Level(isDeep ? "" : first, isDeep ? "" : rest));
        }
    }

    void leave() {
        if (flat == 0) {
            levels.removeLast();
        }
    }

    /** Breaks count as blanks until {@link #unflatten}. */
    void flatten() {
        flat++;
    }

    void unflatten() {
        flat--;
    }

    boolean isFlat() {
        return flat > 0;
    }

    void open(String open, String close) {
        var isDoubled = marks.stream().anyMatch(mark -> mark.open.equals(open));
        marks.push(isDoubled ? new Mark("", "") : new Mark(open, close));
    }

    void close() {
        var mark = marks.pop();
        if (mark.isOpen) {
            out.append(mark.close);
        }
    }

    void beginRow() {
        begin();
        flat++;
        cells++;
        out.append("| ");
        lineStart = false;
    }

    void endCell() {
        blank = false;
        out.append(" | ");
    }

    void endRow() {
        out.setLength(out.length() - 1);
        cells--;
        flat--;
        blank = false;
    }

    private int word(String text, int from, int to) {
        if (from >= 0) {
            begin();
            Escaping.append(out, text.substring(from, to), Escaping.place(lineStart, cells > 0));
            lineStart = false;
        }
        return -1;
    }

    private void separate(int least) {
        if (flat > 0) {
            blank = true;
        } else if (!isFresh()) {
            closeMarks();
            breaks = Math.max(breaks, least);
            hard = false;
            blank = false;
        }
    }

    /** Whether nothing was written yet in the innermost item or quote. */
    private boolean isFresh() {
        return levels.isEmpty() ? out.isEmpty() : !levels.getLast().isBegun;
    }

    private void begin() {
        if (breaks > 0 || out.isEmpty()) {
            newLine();
        } else if (blank) {
            out.append(' ');
        }
        blank = false;
        for (var waiting = marks.descendingIterator(); waiting.hasNext(); ) {
            var mark = waiting.next();
            if (!mark.isOpen) {
                out.append(mark.open);
                mark.isOpen = true;
                lineStart = lineStart && mark.open.isEmpty();
            }
        }
    }

    private void newLine() {
        if (!out.isEmpty()) {
            out.append(hard && breaks == 1 ? "  \n" : "\n");
        }
        for (int i = 1; i < breaks && !out.isEmpty(); i++) {
            var start = out.length();
            levels.stream().filter(level -> level.isBegun).forEach(level -> out.append(level.rest));
            trim(start);
            out.append('\n');
        }
        for (var level : levels) {
            out.append(level.isBegun ? level.rest : level.first);
            level.isBegun = true;
        }
        breaks = 0;
        hard = false;
        blank = false;
        lineStart = true;
    }

    private void trim(int start) {
        while (out.length() > start && out.charAt(out.length() - 1) == ' ') {
            out.setLength(out.length() - 1);
        }
    }

    private void closeMarks() {
        for (var mark : marks) {
            if (mark.isOpen) {
                out.append(mark.close);
                mark.isOpen = false;
            }
        }
    }
}
