package dev.tributary.source.website;

import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one spelling of a page's address, which is its id: scheme and host in lower case, no default port, user, fragment,
 * dot segments or session id in the path; percent-encoding as in RFC 3986 section 6.2.2; query parameters sorted by name,
 * those left out that only track visitors ({@code utm_…} and the click ids of advertisers).
 */
final class CanonicalUrl {

    private static final Set<String> TRACKING = Set.of(
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "fbclid",
            "msclkid",
            "yclid",
            "twclid",
            "ttclid",
            "igshid",
            "mc_cid",
            "mc_eid",
            "_ga",
            "_gl",
            "phpsessid",
            "jsessionid");
    private static final Pattern SESSION = Pattern.compile("(?i);jsessionid=[^/?]*");
    private static final Pattern LEADING_DOTS = Pattern.compile("^(?:/\\.\\.)+(?=/|$)");
    private static final Pattern ENCODED = Pattern.compile("%(\\p{XDigit}{2})");

    private CanonicalUrl() {}

    static Optional<String> of(String address) {
        return WebAddress.parse(address).map(CanonicalUrl::of);
    }

    static String of(URI address) {
        return WebAddress.origin(address) + path(address) + query(address);
    }

    /** Path and query, as robots.txt and the administrator's patterns see them. */
    static String pathAndQuery(String canonical) {
        var slash = canonical.indexOf('/', canonical.indexOf("://") + 3);
        return canonical.substring(slash);
    }

    /** Escapes in upper case, and none where none is needed. */
    static String withEvenEscapes(String encoded) {
        return ENCODED.matcher(encoded).replaceAll(escape -> {
            var sign = (char) Integer.parseInt(escape.group(1), 16);
            var unreserved = sign < 128 && (Character.isLetterOrDigit(sign) || "-._~".indexOf(sign) >= 0);
            return unreserved ? String.valueOf(sign) : escape.group().toUpperCase(Locale.ROOT);
        });
    }

    private static String path(URI address) {
        var raw = address.getRawPath() == null ? "" : address.getRawPath();
        var plain = SESSION.matcher(withEvenEscapes(raw)).replaceAll("");
        var path = LEADING_DOTS.matcher(withoutDots(plain)).replaceFirst("");
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String withoutDots(String path) {
        // an empty segment would otherwise be lost or read as a host
        return path.contains("/.") && !path.contains("//")
                ? URI.create("http://h" + path).normalize().getRawPath()
                : path;
    }

    private static String query(URI address) {
        if (address.getRawQuery() == null) {
            return "";
        }
        var kept = Arrays.stream(withEvenEscapes(address.getRawQuery()).split("&"))
                .filter(parameter -> !parameter.isEmpty() && !isTracking(name(parameter)))
                .sorted(Comparator.comparing(CanonicalUrl::name))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? "" : "?" + kept;
    }

    private static String name(String parameter) {
        var equals = parameter.indexOf('=');
        return equals < 0 ? parameter : parameter.substring(0, equals);
    }

    private static boolean isTracking(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("utm_") || TRACKING.contains(lower);
    }
}
