package dev.tributary.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;

/**
 * The sort key of the last row of a page, opaque for clients.
 *
 * @param key the values of the ordering columns; they contain no NUL
 */
public record Cursor(List<String> key) {
    private static final String SEPARATOR = "\0";

    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor of(long id) {
        return new Cursor(List.of(Long.toString(id)));
    }

    /** Reads the text of a cursor; what no answer of ours contained is a problem (422). */
    public static Cursor parse(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            var key = UTF_8.newDecoder().decode(bytes).toString();
            return new Cursor(List.of(key.split(SEPARATOR, -1)));
        } catch (IllegalArgumentException | CharacterCodingException broken) {
            throw unknown();
        }
    }

    /** The key of a list that is ordered by id alone. */
    public long id() {
        try {
            return Long.parseLong(key.getFirst());
        } catch (NumberFormatException broken) {
            throw unknown();
        }
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(UTF_8));
    }

    private static Problem unknown() {
        return Problem.invalid("cursor", "is not one that this list gave out; use nextCursor as it was, or none");
    }
}
