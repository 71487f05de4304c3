package dev.tributary.engine.storage;

import io.netty.buffer.ByteBuf;
import java.math.BigDecimal;

/** PostgreSQL's binary form of {@code numeric}: four decimal digits in a word, those before the point and those behind it. */
final class BinaryNumeric {

    private static final int DIGITS = 4;
    private static final int NEGATIVE = 0x4000;

    private BinaryNumeric() {}

    static void write(BigDecimal value, ByteBuf into) {
        var plain = value.abs().toPlainString();
        var point = plain.indexOf('.');
        var whole = point < 0 ? plain : plain.substring(0, point);
        var fraction = point < 0 ? "" : plain.substring(point + 1);
        var digits = "0".repeat(upToWord(whole)) + whole + fraction + "0".repeat(upToWord(fraction));
        var words = digits.length() / DIGITS;
        into.writeShort(words)
                .writeShort((whole.length() + upToWord(whole)) / DIGITS - 1)
                .writeShort(value.signum() < 0 ? NEGATIVE : 0)
                .writeShort(fraction.length());
        for (var word = 0; word < words; word++) {
            into.writeShort(Integer.parseInt(digits, word * DIGITS, (word + 1) * DIGITS, 10));
        }
    }

    private static int upToWord(String digits) {
        return Math.floorMod(-digits.length(), DIGITS);
    }
}
