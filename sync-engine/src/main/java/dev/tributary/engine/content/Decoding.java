package dev.tributary.engine.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bytes to text: by byte order mark, else by the declared character set, else as UTF-8, else as windows-1252. A set
 * counts only if the bytes are valid in it, as declarations are often wrong; windows-1252 takes any bytes.
 */
final class Decoding {

    private static final Pattern META = Pattern.compile("(?i)<meta[^>]{0,200}?charset\\s*=\\s*[\"']?([\\w.:-]{1,40})");
    private static final int META_WITHIN = 1024;

    private Decoding() {}

    /** A byte order mark that the bytes begin with. */
    static Optional<Charset> mark(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE, 0, 0) || begins(bytes, 0, 0, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_32);
        }
        return begins(bytes, 0xFE, 0xFF) || begins(bytes, 0xFF, 0xFE)
                ? Optional.of(StandardCharsets.UTF_16)
                : Optional.empty();
    }

    /** What a MIME parameter or an HTML meta element names, if this Java knows it. */
    static Optional<Charset> known(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** The character set that an HTML page names for itself. It is read as ASCII, so it cannot be a two-byte one. */
    static Optional<Charset> meta(byte[] html) {
        var head = new String(html, 0, Math.min(html.length, META_WITHIN), StandardCharsets.ISO_8859_1);
        var found = META.matcher(head);
        return found.find() ? known(found.group(1)).filter(charset -> !isWide(charset)) : Optional.empty();
    }

    static boolean isWide(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    static String text(byte[] bytes, Optional<Charset> declared) {
        var marked = mark(bytes);
        if (marked.isPresent()) {
            // Truncated in the middle of a character, it is still what the mark says.
            return new String(bytes, marked.get());
        }
        return declared.flatMap(charset -> strict(bytes, charset))
                .or(() -> strict(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> new String(bytes, Charset.forName("windows-1252")));
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
