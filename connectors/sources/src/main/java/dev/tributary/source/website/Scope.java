package dev.tributary.source.website;

import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.List;

/** Which pages are wanted and allowed. */
record Scope(String origin, List<String> prefixes, List<PathPattern> excluded, Robots robots) {

    Scope {
        prefixes = List.copyOf(prefixes);
        excluded = List.copyOf(excluded);
    }

    /**
     * The scope of a site.
     *
     * @param answered where the start page was found in the end, after redirects
     */
    static Scope of(WebsiteSettings settings, URI answered, Robots robots) {
        var prefixes = settings.prefixes().isEmpty()
                ? folders(settings.start().getRawPath(), path(answered))
                : settings.prefixes().stream().map(PathPattern::even).toList();
        return new Scope(WebAddress.origin(answered), prefixes, settings.excluded(), robots);
    }

    boolean wants(String canonical) {
        if (!isOnSite(canonical)) {
            return false;
        }
        var path = CanonicalUrl.pathAndQuery(canonical);
        return prefixes.stream().anyMatch(path::startsWith)
                && excluded.stream().noneMatch(pattern -> pattern.matches(path));
    }

    boolean allows(String canonical) {
        return wants(canonical) && robots.allows(CanonicalUrl.pathAndQuery(canonical));
    }

    boolean isOnSite(String canonical) {
        return canonical.startsWith(origin + "/");
    }

    /**
     * "/docs/latest/" that redirects to "/docs/3.2/" means both. One that redirects elsewhere means no more than it says: a
     * site that is being maintained may lead everything to one page.
     */
    private static List<String> folders(String typed, String answered) {
        // "/docs" that redirects to "/docs/" means that folder
        var meant = folder(answered.startsWith(typed + "/") && !typed.endsWith("/") ? typed + "/" : typed);
        var reached = folder(answered);
        var parent = folder(meant.substring(0, meant.length() - 1));
        var isBeside = !parent.equals("/") && reached.startsWith(parent) && !meant.startsWith(reached);
        return isBeside ? List.of(meant, reached) : List.of(meant);
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String path(URI address) {
        return CanonicalUrl.pathAndQuery(CanonicalUrl.of(address)).replaceFirst("\\?.*", "");
    }
}
