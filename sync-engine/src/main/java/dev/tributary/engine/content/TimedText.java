package dev.tributary.engine.content;

import java.io.Reader;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Hands a text over piece by piece while there is time. A parser takes time without measure for pages that misplace
 * elements by the ten thousand, and cannot be told to stop, but for want of text.
 */
final class TimedText extends Reader {

    /** No more of it: the time is over. */
    static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Late() {
            super("the time to read it is over", null, false, false);
        }
    }

    private static final int PIECE = 1024;

    private final String text;
    private final LongSupplier nanos;
    private final long end;
    private int at;

    TimedText(String text, Duration patience, LongSupplier nanos) {
        this.text = text;
        this.nanos = nanos;
        this.end = nanos.getAsLong() + patience.toNanos();
    }

    @Override
    public int read(char[] into, int from, int length) {
        if (nanos.getAsLong() - end > 0) {
            throw new Late();
        }
        if (at == text.length()) {
            return -1;
        }
        var taken = Math.min(Math.min(length, PIECE), text.length() - at);
        text.getChars(at, at + taken, into, from);
        at += taken;
        return taken;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
