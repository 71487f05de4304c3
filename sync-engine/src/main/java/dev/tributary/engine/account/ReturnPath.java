package dev.tributary.engine.account;

import java.net.URI;
import java.net.URISyntaxException;

/** Where a browser may be sent after a sign-in: to a path of ours, never to another site. */
public final class ReturnPath {

    private static final int LONGEST = 2_000;

    private ReturnPath() {}

    /** Whether browsers, too, take it for a path: they overlook control characters, and read {@code \} as {@code /}. */
    public static boolean isOurs(String path) {
        if (path.length() > LONGEST || !path.startsWith("/") || path.startsWith("//") || path.indexOf('\\') >= 0) {
            return false;
        }
        if (path.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7f)) {
            return false;
        }
        try {
            var uri = new URI(path);
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && !uri.normalize().getRawPath().startsWith("//");
        } catch (URISyntaxException notAPath) {
            return false;
        }
    }
}
