package dev.tributary.engine.content;

/** Text as PostgreSQL can store it: no NUL, no half of a surrogate pair, no byte order mark, lines end with a line feed. */
final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CleanText() {}

    /** The same text, and the same object if there is nothing to clean. */
    static String of(String text) {
        var first = firstDirty(text);
        return first < 0 ? text : cleaned(text, first);
    }

    private static int firstDirty(String text) {
        if (text.startsWith("\uFEFF")) {
            return 0;
        }
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\r' || c == '\0') {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }

    private static String cleaned(String text, int from) {
        var clean = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\r') {
                clean.append('\n');
                i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
            } else if (c == '\0') {
                clean.append(REPLACEMENT);
            } else if (Character.isSurrogate(c)) {
                i = appendSurrogate(clean, text, i);
            } else if (c != BYTE_ORDER_MARK || i > 0) {
                clean.append(c);
            }
        }
        return clean.toString();
    }

    private static int appendSurrogate(StringBuilder clean, String text, int at) {
        if (isPair(text, at)) {
            clean.append(text, at, at + 2);
            return at + 1;
        }
        clean.append(REPLACEMENT);
        return at;
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }
}
