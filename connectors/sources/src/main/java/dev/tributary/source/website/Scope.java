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
                ? List.of(folder(settings.start().getRawPath(), answered.getRawPath()))
                : settings.prefixes().stream()
                        .map(prefix -> CanonicalUrl.withEvenEscapes(prefix))
                        .toList();
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

    private static String folder(String typed, String answered) {
        // "/docs" that redirects to "/docs/" means that folder
        var path = answered.startsWith(typed + "/") && !typed.endsWith("/") ? typed + "/" : typed;
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
