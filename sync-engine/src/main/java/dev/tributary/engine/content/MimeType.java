package dev.tributary.engine.content;

import java.util.Locale;
import java.util.Optional;

/** A MIME type as a source gives it, taken apart: {@code text/html; charset="utf-8"}. */
record MimeType(String essence, Optional<String> charset) {

    static MimeType of(String value) {
        var end = value.indexOf(';');
        var essence = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return new MimeType(essence, end < 0 ? Optional.empty() : charset(value.substring(end + 1)));
    }

    /** Whether it tells nothing about the content. */
    boolean isVague() {
        return switch (essence) {
            case "", "application/octet-stream", "binary/octet-stream", "application/x-download", "*/*" -> true;
            default -> essence.indexOf('/') < 0;
        };
    }

    private static Optional<String> charset(String parameters) {
        for (var parameter : parameters.split(";", -1)) {
            var sign = parameter.indexOf('=');
            if (sign > 0 && parameter.substring(0, sign).strip().equalsIgnoreCase("charset")) {
                var name =
                        parameter.substring(sign + 1).strip().replace("\"", "").replace("'", "");
                return Optional.of(name).filter(given -> !given.isBlank());
            }
        }
        return Optional.empty();
    }
}
