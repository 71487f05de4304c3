package dev.tributary.connector.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads web addresses as they stand in pages and feeds, where spaces, umlauts and stray signs are common. */
public final class WebAddress {

    private static final Pattern AUTHORITY = Pattern.compile("(?i)((?:https?:)?//)([^/?#]*)(.*)", Pattern.DOTALL);
    private static final String LEGAL = "-._~:/?@!$&'()*+,;=";

    private WebAddress() {}

    /** The absolute http or https address, or empty if the text is none. */
    public static Optional<URI> parse(String text) {
        return escaped(text).filter(WebAddress::isWeb);
    }

    /** The address that {@code reference} means where {@code base} is the address of the page it stands in. */
    public static Optional<URI> resolve(URI base, String reference) {
        var origin = origin(base);
        var path = base.getRawPath() == null || base.getRawPath().isEmpty() ? "/" : base.getRawPath();
        var query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        var wanted = reference.strip();
        // URI.resolve gets these two wrong
        if (wanted.isEmpty() || wanted.startsWith("#")) {
            return parse(origin + path + query + wanted);
        }
        if (wanted.startsWith("?")) {
            return parse(origin + path + wanted);
        }
        return escaped(wanted).map(URI.create(origin + path)::resolve).filter(WebAddress::isWeb);
    }

    /** Scheme, host and port, in lower case and without the scheme's own port. */
    public static String origin(URI address) {
        var scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        var host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        var port = address.getPort();
        var own = port == -1 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + (own ? "" : ":" + port);
    }

    public static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    /** Where it is, for a message: without user and query, which may hold a secret. */
    public static String printed(URI address) {
        return origin(address) + (address.getRawPath() == null ? "" : address.getRawPath());
    }

    private static boolean isWeb(URI address) {
        return address.getScheme() != null
                && address.getScheme().toLowerCase(Locale.ROOT).matches("https?")
                && address.getHost() != null;
    }

    private static Optional<URI> escaped(String text) {
        var bare = text.strip().replaceAll("[\\t\\r\\n]", "");
        var parts = AUTHORITY.matcher(bare);
        try {
            return Optional.of(URI.create(
                    parts.matches() ? parts.group(1) + ascii(parts.group(2)) + escape(parts.group(3)) : escape(bare)));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String ascii(String authority) {
        return authority.chars().allMatch(c -> c < 128) ? authority : IDN.toASCII(authority);
    }

    private static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        var fragment = text.indexOf('#');
        for (var at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            var sign = text.codePointAt(at);
            if (isLegal(sign) || at == fragment || isEscape(text, at)) {
                escaped.appendCodePoint(sign);
            } else {
                for (var octet : Character.toString(sign).getBytes(UTF_8)) {
                    escaped.append("%%%02X".formatted(octet));
                }
            }
        }
        return escaped.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static boolean isLegal(int sign) {
        return sign < 128 && (Character.isLetterOrDigit(sign) || LEGAL.indexOf(sign) >= 0);
    }
}
