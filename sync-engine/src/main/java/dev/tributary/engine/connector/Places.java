package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the engine knows of an address before it looks anything up. */
final class Places {

    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");

    private Places() {}

    /** Refuses what no source has: other schemes, sign-in data in the address, numbers disguised as names. */
    static void check(SourceRequest request) {
        var uri = request.uri();
        var scheme = scheme(uri);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused(uri, "only http and https addresses can be read");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused(uri, "a user name or password in the address is not accepted; use the credential");
        }
        var host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw refused(uri, "there is no host name in it");
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches() && !isDottedQuad(host)) {
            throw refused(uri, "write a numeric host as four decimal numbers");
        }
        request.headers().forEach((name, value) -> {
            if (UNPRINTABLE.matcher(value).find()) {
                throw refused(uri, "the header %s would hold a line break; check the pasted secrets".formatted(name));
            }
        });
    }

    /** The address as people may see it: without what may be secret in it. */
    static String shown(URI uri) {
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return (uri.getHost() == null ? "(no host)" : uri.getHost()) + port + path;
    }

    static boolean sameOrigin(URI one, URI other) {
        return scheme(one).equals(scheme(other)) && host(one).equals(host(other)) && port(one) == port(other);
    }

    static String host(URI uri) {
        return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    }

    static String scheme(URI uri) {
        return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return scheme(uri).equals("https") ? 443 : 80;
    }

    private static boolean isDottedQuad(String host) {
        var parts = host.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (var part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static ConfigRejected refused(URI uri, String why) {
        return new ConfigRejected("", "%s cannot be read: %s".formatted(shown(uri), why));
    }
}
