package dev.tributary.engine.web.access;

import dev.tributary.engine.web.Problem;
import java.net.URI;
import java.util.regex.Pattern;

/** Where a browser goes after signing in: a path of the place it came from, never another host. */
final class ReturnPath {
    /** One slash, then what is no second one in any browser's eyes, and no character that ends a header or needs escaping. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/._~:@!$&'()*+,;=%?#-]{0,999}");

    private ReturnPath() {}

    static String checked(String path) {
        if (!OURS.matcher(path).matches() || path.contains("//")) {
            throw Problem.invalid("returnTo", "must be a path that begins with one slash");
        }
        try {
            return URI.create(path).toString();
        } catch (IllegalArgumentException broken) {
            throw Problem.invalid("returnTo", "must be a path that begins with one slash");
        }
    }
}
