package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Visit;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads from a request where it comes from. */
final class Visits {
    /** The more telling first: most browsers claim to be several. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("Chrom", "Chrome"),
            Map.entry("Safari/", "Safari"),
            Map.entry("curl/", "curl"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("Linux", "Linux"));

    private Visits() {}

    static Visit of(ServerHttpRequest request) {
        return new Visit(address(request), browser(request), SessionCookie.of(request));
    }

    static String address(ServerHttpRequest request) {
        var remote = request.getRemoteAddress();
        return remote == null ? "unknown" : remote.getHostString();
    }

    /** In a few words of ours; what was sent is not kept. */
    private static String browser(ServerHttpRequest request) {
        var agent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return agent == null
                ? "another program"
                : named(agent, BROWSERS, "another program")
                        + named(agent, SYSTEMS, "").replaceFirst("^(.)", " on $1");
    }

    private static String named(String agent, List<Map.Entry<String, String>> names, String other) {
        return names.stream()
                .filter(name -> agent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(other);
    }
}
