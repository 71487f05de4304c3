package dev.tributary.engine.content;

import java.util.ArrayList;
import java.util.List;

/** Reads the blocks of a Markdown text, line by line, each once. */
final class BlockReader {

    /** A longer line is no heading, whatever it begins with. */
    private static final int LONGEST_HEADING = 200;

    private static final int LONGEST_FENCE = 100;

    private final String text;
    private final List<Block> blocks = new ArrayList<>();
    private int next;
    /** Where the paragraph under way began; -1 outside of one. */
    private int prose = -1;

    private BlockReader(String text) {
        this.text = text;
    }

    static List<Block> blocks(String markdown) {
        var reader = new BlockReader(markdown);
        reader.frontMatter();
        while (reader.next < markdown.length()) {
            reader.line();
        }
        reader.endProse(markdown.length());
        return reader.blocks;
    }

    /** Settings at the head of a file, between lines of three dashes, are no headings. */
    private void frontMatter() {
        var end = text.startsWith("---\n") ? text.indexOf("\n---\n", 3) : -1;
        if (end > 0) {
            blocks.add(new Block.Prose(0, end + 4));
            next = end + 5;
        }
    }

    private void line() {
        var start = next;
        var end = lineEnd(start);
        next = end + 1;
        var first = firstSign(start, end);
        if (first == end) {
            endProse(start);
            return;
        }
        switch (text.charAt(first)) {
            case '#' -> hashes(start, first, end);
            case '`', '~' -> fence(start, first, end);
            case '=', '-' -> underline(start, first, end);
            case '|' -> table(start, end);
            default -> prose = prose < 0 ? start : prose;
        }
    }

    private void hashes(int start, int first, int end) {
        var depth = run(first, end);
        var isHeading = depth <= 6
                && first - start <= 3
                && end - start <= LONGEST_HEADING
                && (first + depth == end || Character.isWhitespace(text.charAt(first + depth)));
        var title = isHeading ? title(first + depth, end) : "";
        if (title.isEmpty()) {
            prose = prose < 0 ? start : prose;
        } else {
            endProse(start);
            blocks.add(new Block.Heading(depth, title, start, end));
        }
    }

    private String title(int from, int end) {
        var title = text.substring(from, end).strip();
        var marks = title.length();
        while (marks > 0 && title.charAt(marks - 1) == '#') {
            marks--;
        }
        var isClosed = marks < title.length() && marks > 0 && Character.isWhitespace(title.charAt(marks - 1));
        return isClosed ? title.substring(0, marks).strip() : title;
    }

    /** The line under a heading of one line; otherwise a rule, or text. */
    private void underline(int start, int first, int end) {
        var isLine = first + run(first, end) == lastSign(start, end);
        var isOneLine = prose >= 0 && lineEnd(prose) == start - 1;
        if (isLine && isOneLine && start - prose <= LONGEST_HEADING) {
            var depth = text.charAt(first) == '=' ? 1 : 2;
            blocks.add(new Block.Heading(depth, text.substring(prose, start).strip(), prose, end));
            prose = -1;
        } else {
            prose = prose < 0 ? start : prose;
        }
    }

    private void fence(int start, int first, int end) {
        var length = run(first, end);
        var info = text.substring(Math.min(first + length, end), Math.min(end, first + length + LONGEST_FENCE));
        if (length < 3 || length > LONGEST_FENCE || info.indexOf('`') >= 0 || end - start > 2 * LONGEST_FENCE) {
            prose = prose < 0 ? start : prose;
            return;
        }
        endProse(start);
        var closing = text.substring(first, first + length);
        var last = end;
        var isClosed = false;
        while (next < text.length() && !isClosed) {
            last = lineEnd(next);
            isClosed = closes(next, last, closing);
            next = last + 1;
        }
        blocks.add(new Block.Fence(text.substring(start, end), closing, start, last));
    }

    private boolean closes(int start, int end, String closing) {
        var first = firstSign(start, end);
        return first < end && text.startsWith(closing, first) && first + run(first, end) == lastSign(start, end);
    }

    private void table(int start, int end) {
        var underEnd = next < text.length() ? lineEnd(next) : next;
        if (prose >= 0 || next >= text.length() || !isDelimiter(next, underEnd)) {
            prose = prose < 0 ? start : prose;
            return;
        }
        var last = underEnd;
        next = underEnd + 1;
        while (next < text.length() && startsWithBar(next)) {
            last = lineEnd(next);
            next = last + 1;
        }
        blocks.add(new Block.Table(start, Math.max(last, end)));
    }

    private boolean startsWithBar(int start) {
        var first = firstSign(start, lineEnd(start));
        return first < text.length() && text.charAt(first) == '|';
    }

    private boolean isDelimiter(int start, int end) {
        var dashes = 0;
        for (int i = start; i < end; i++) {
            var c = text.charAt(i);
            if ("|-: \t".indexOf(c) < 0) {
                return false;
            }
            dashes += c == '-' ? 1 : 0;
        }
        return dashes > 0;
    }

    private void endProse(int before) {
        if (prose >= 0) {
            blocks.add(new Block.Prose(prose, lastSign(prose, before)));
            prose = -1;
        }
    }

    private int run(int from, int end) {
        var at = from;
        while (at < end && text.charAt(at) == text.charAt(from)) {
            at++;
        }
        return at - from;
    }

    private int lineEnd(int from) {
        var end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int firstSign(int start, int end) {
        var at = start;
        while (at < end && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** After the last character that is not a blank. */
    private int lastSign(int start, int end) {
        var at = end;
        while (at > start && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }
}
