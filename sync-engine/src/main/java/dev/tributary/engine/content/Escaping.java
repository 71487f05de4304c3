package dev.tributary.engine.content;

/** Keeps the signs of a text from being read as Markdown, where they would be, and leaves them alone elsewhere. */
final class Escaping {

    /** Where a word stands. */
    enum Place {
        LINE_START,
        WITHIN_LINE,
        CELL
    }

    private Escaping() {}

    static Place place(boolean lineStart, boolean cell) {
        return cell ? Place.CELL : lineStart ? Place.LINE_START : Place.WITHIN_LINE;
    }

    static void append(StringBuilder out, String word, Place place) {
        if (place == Place.LINE_START && beginsBlock(word)) {
            out.append('\\').append(word);
            return;
        }
        if (place == Place.LINE_START && isNumber(word)) {
            out.append(word, 0, word.length() - 1).append('\\').append(word.charAt(word.length() - 1));
            return;
        }
        for (int i = 0; i < word.length(); i++) {
            var c = word.charAt(i);
            if (c == '\u00AD' || c == '\u200B') {
                continue;
            }
            if (!Character.isLetterOrDigit(c) && matters(word, i, place)) {
                out.append('\\');
            }
            out.append(c);
        }
    }

    private static boolean matters(String word, int at, Place place) {
        var next = at + 1 < word.length() ? word.charAt(at + 1) : ' ';
        return switch (word.charAt(at)) {
            case '`' -> true;
            case '*' -> word.length() > 1;
            case '_' -> at == 0 || !Character.isLetterOrDigit(word.charAt(at - 1)) || !Character.isLetterOrDigit(next);
            case '~' -> next == '~' || (at > 0 && word.charAt(at - 1) == '~');
            case '\\' -> next == ' ' || !(Character.isLetterOrDigit(next) || next > 127);
            case '<' -> next == ' ' || Character.isLetter(next) || "/!?".indexOf(next) >= 0;
            case ']' -> "([:".indexOf(next) >= 0;
            case '&' -> isEntity(word, at + 1);
            case '|' -> place == Place.CELL || (place == Place.LINE_START && at == 0);
            default -> false;
        };
    }

    private static boolean isEntity(String word, int from) {
        for (int i = from; i < word.length() && i < from + 32; i++) {
            var c = word.charAt(i);
            if (c == ';') {
                return i > from;
            }
            if (c != '#' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean beginsBlock(String word) {
        return switch (word.charAt(0)) {
            case '>' -> true;
            case '+', '*' -> word.length() == 1;
            case '#' -> word.length() <= 6 && isRun(word);
            case '-', '=' -> isRun(word);
            default -> false;
        };
    }

    private static boolean isRun(String word) {
        return word.chars().allMatch(c -> c == word.charAt(0));
    }

    private static boolean isNumber(String word) {
        var end = word.length() - 1;
        return end > 0
                && end <= 9
                && (word.charAt(end) == '.' || word.charAt(end) == ')')
                && word.chars().limit(end).allMatch(c -> c >= '0' && c <= '9');
    }
}
