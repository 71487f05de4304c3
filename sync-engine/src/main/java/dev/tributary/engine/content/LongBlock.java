package dev.tributary.engine.content;

import java.util.function.Consumer;

/** Cuts a block that is longer than a chunk may be, in one walk over it. */
final class LongBlock {

    private final String text;
    private final int limit;
    private final Consumer<String> pieces;

    LongBlock(String text, int limit, Consumer<String> pieces) {
        this.text = text;
        this.limit = limit;
        this.pieces = pieces;
    }

    void cut(Block block) {
        switch (block) {
            case Block.Fence fence -> fence(fence);
            case Block.Table table -> table(table);
            case Block.Heading heading -> prose(heading.start(), heading.end());
            case Block.Prose prose -> prose(prose.start(), prose.end());
        }
    }

    /** At line borders; each piece is a block of code in itself. */
    private void fence(Block.Fence fence) {
        var before = fence.opening() + "\n";
        var after = "\n" + fence.closing().strip();
        if (before.length() + after.length() > limit / 2) {
            prose(fence.start(), fence.end());
            return;
        }
        var from = Math.min(fence.start() + before.length(), fence.end());
        var lastLine = text.lastIndexOf('\n', fence.end() - 1);
        var isClosed = lastLine >= from - 1
                && text.substring(lastLine + 1, fence.end()).strip().startsWith(fence.closing());
        lines(from, isClosed ? Math.max(from, lastLine) : fence.end(), before, after);
    }

    /** At line borders; each piece has the table's header. */
    private void table(Block.Table table) {
        var underline = text.indexOf('\n', text.indexOf('\n', table.start()) + 1);
        var header = underline < 0 || underline >= table.end() ? "" : text.substring(table.start(), underline + 1);
        if (header.isEmpty() || header.length() > limit / 2) {
            prose(table.start(), table.end());
        } else {
            lines(underline + 1, table.end(), header, "");
        }
    }

    private void lines(int from, int to, String before, String after) {
        var room = limit - before.length() - after.length();
        for (int start = from; start < to; ) {
            var end = to - start <= room ? to : lastLineEnd(start, start + room);
            if (end <= start) {
                end = border(start, start + room);
            }
            var piece = text.substring(start, end);
            if (!piece.isBlank()) {
                pieces.accept(before + piece + after);
            }
            start = end < to && text.charAt(end) == '\n' ? end + 1 : end;
        }
    }

    private int lastLineEnd(int from, int to) {
        for (int at = to; at > from; at--) {
            if (text.charAt(at) == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** After a sentence, else between words, else anywhere but within a character. */
    private void prose(int from, int to) {
        for (int start = skipBlanks(from, to); start < to; ) {
            var end = to - start <= limit ? to : border(start, start + limit);
            var piece = text.substring(start, end).stripTrailing();
            if (!piece.isEmpty()) {
                pieces.accept(piece);
            }
            start = skipBlanks(end, to);
        }
    }

    private int border(int from, int to) {
        var half = from + (to - from) / 2;
        for (int at = to; at > half; at--) {
            if (endsSentence(at)) {
                return at;
            }
        }
        for (int at = to; at > from; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        var splitsPair = Character.isHighSurrogate(text.charAt(to - 1)) && Character.isLowSurrogate(text.charAt(to));
        return splitsPair ? to - 1 : to;
    }

    private boolean endsSentence(int at) {
        var after = text.charAt(at);
        return switch (text.charAt(at - 1)) {
            case '.', '!', '?', ':', ';' -> Character.isWhitespace(after);
            case '。', '！', '？' -> true;
            default -> after == '\n';
        };
    }

    private int skipBlanks(int from, int to) {
        var at = from;
        while (at < to && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
