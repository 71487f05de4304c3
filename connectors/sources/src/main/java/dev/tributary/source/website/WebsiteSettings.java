package dev.tributary.source.website;

import dev.tributary.connector.ConfigCheck.Rejected;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The administrator's answers.
 *
 * @param prefixes paths of wanted pages begin with one of them; empty for the start page's folder
 */
record WebsiteSettings(URI start, Mode mode, List<String> prefixes, List<PathPattern> excluded, Limits limits) {

    private static final int DEFAULT_PAGES = 5_000;

    enum Mode {
        AUTO,
        SITEMAP,
        CRAWL
    }

    record Limits(int depth, int pages) {}

    WebsiteSettings {
        prefixes = List.copyOf(prefixes);
        excluded = List.copyOf(excluded);
    }

    static WebsiteSettings of(SourceConfig config) {
        var mode = switch (config.text("mode")) {
            case "sitemap" -> Mode.SITEMAP;
            case "crawl" -> Mode.CRAWL;
            default -> Mode.AUTO;
        };
        var limits = new Limits((int) config.number("maxDepth").orElse(Integer.MAX_VALUE), (int)
                config.number("maxPages").orElse(DEFAULT_PAGES));
        var start = WebAddress.parse(config.text("startUrl"))
                .orElseThrow(() -> new ConfigRejected("startUrl", "The start page is no web address"));
        var excluded = config.list("exclude").stream().map(PathPattern::whole).toList();
        return new WebsiteSettings(
                URI.create(CanonicalUrl.of(start)), mode, config.list("pathPrefix"), excluded, limits);
    }

    /** What is wrong with the answers beyond the form's own rules. */
    static Optional<Rejected> problem(SourceConfig config) {
        var start = WebAddress.parse(config.text("startUrl"));
        if (start.filter(address -> address.getRawUserInfo() == null).isEmpty()) {
            return Optional.of(new Rejected(
                    "startUrl", "The start page must be a web address, without a user name or password in it"));
        }
        for (var prefix : config.list("pathPrefix")) {
            if (!prefix.startsWith("/")) {
                return Optional.of(new Rejected("pathPrefix", "'%s' must begin with a slash".formatted(prefix)));
            }
        }
        for (var path : config.list("exclude")) {
            if (!path.startsWith("/") && !path.startsWith("*")) {
                return Optional.of(new Rejected("exclude", "'%s' must begin with / or *".formatted(path)));
            }
        }
        return Optional.empty();
    }
}
