package dev.tributary.connector.kit;

import dev.tributary.connector.SourceResponse;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what answers say of themselves in their Content-Type header, which is often badly written. */
public final class ContentType {

    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s\";,]+)");

    private ContentType() {}

    /** The charset that the answer declares; empty if it declares none, or one that Java does not know. */
    public static Optional<Charset> charset(SourceResponse response) {
        var charset = CHARSET.matcher(response.header("Content-Type").orElse(""));
        try {
            return charset.find() ? Optional.of(Charset.forName(charset.group(1))) : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
