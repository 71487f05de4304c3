package dev.tributary.engine.web.knowledge;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What PostgreSQL can keep of the texts that people send. */
final class Texts {

    static final String NOT_STORABLE = "contains a character that cannot be stored (NUL, or half a character)";

    private Texts() {}

    static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && UTF_8.newEncoder().canEncode(text);
    }
}
