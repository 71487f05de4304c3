package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an emulator was asked.
 *
 * @param documentId the document to read; the empty string for other calls
 */
public record Call(Kind kind, String documentId, Map<String, String> query) {

    /** The parts of the Corpus API. */
    public enum Kind {
        STATUS,
        LISTING,
        READ,
        CHANGES,
        TOKEN,
        UNKNOWN
    }

    private static final String DOCUMENT = "/documents/";

    public Call {
        query = Map.copyOf(query);
    }

    static Call of(URI uri) {
        var path = uri.getPath();
        var kind = switch (path) {
            case "/status" -> Kind.STATUS;
            case "/documents" -> Kind.LISTING;
            case "/changes" -> Kind.CHANGES;
            case "/changes/latest" -> Kind.TOKEN;
            default -> path.startsWith(DOCUMENT) ? Kind.READ : Kind.UNKNOWN;
        };
        return new Call(kind, kind == Kind.READ ? path.substring(DOCUMENT.length()) : "", query(uri));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
    }

    /** The number given, if it is at least {@code least}. */
    int number(String name, int preset, int least) {
        var value = parameter(name).map(Call::parsed).orElse(preset);
        if (value < least) {
            throw new IllegalArgumentException("'%s' must be a number from %d on".formatted(name, least));
        }
        return value;
    }

    private static int parsed(String value) {
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    }

    static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        for (var pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return query;
    }
}
