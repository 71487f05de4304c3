package dev.tributary.engine.content;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the first bytes of a file give away. */
final class Signature {

    private static final int SNIFFED = 8192;
    private static final Map<String, String> MAGIC = Map.of(
            "%PDF-", "PDF files",
            "PK\3\4", "Archive or Office files",
            "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1", "Office files",
            "\u0089PNG", "Image files",
            "\u00FF\u00D8\u00FF", "Image files",
            "GIF8", "Image files",
            "\u001F\u008B", "Archive files",
            "7z\u00BC\u00AF", "Archive files",
            "{\\rtf", "RTF files");

    private Signature() {}

    /** Names what the bytes are in the plural, if they are not text. */
    static Optional<String> notText(byte[] bytes, boolean isWide) {
        var head = head(bytes);
        return MAGIC.entrySet().stream()
                .filter(entry -> head.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .or(() -> isWide || head.indexOf('\0') < 0 ? Optional.empty() : Optional.of("Binary files"));
    }

    static boolean isHtml(byte[] bytes) {
        var head = head(bytes).stripLeading().toLowerCase(Locale.ROOT);
        return head.startsWith("<!doctype html") || head.startsWith("<html");
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, SNIFFED), StandardCharsets.ISO_8859_1);
    }
}
