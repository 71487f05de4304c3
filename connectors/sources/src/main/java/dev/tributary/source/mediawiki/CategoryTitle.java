package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.util.Map;

/**
 * A category as its wiki writes it, in the wiki's language and with its capitals, by
 * <a href="https://www.mediawiki.org/wiki/API:Categoryinfo">API:Categoryinfo</a>.
 */
record CategoryTitle(String normalized, boolean hasMembers) {

    static CategoryTitle of(MediaWikiApi api, String written) throws InterruptedException {
        var query = Parameters.query().with("prop", "categoryinfo").with("titles", written);
        var pages = PageBatch.read(api, query, Map.of()).pages();
        if (pages.size() != 1) {
            throw new UnexpectedResponse(
                    "%s described %d pages when asked for '%s'".formatted(api.address(), pages.size(), written), null);
        }
        var page = pages.getFirst().json();
        if (page.path("invalid").asBoolean(false)) {
            throw new ConfigRejected("category", "'%s' cannot be the name of a category".formatted(written));
        }
        return new CategoryTitle(
                page.path("title").asString(written), page.path("categoryinfo").isObject());
    }

    void requireMembers() {
        if (!hasMembers) {
            throw new ConfigRejected("category", "The wiki has no page in '%s'".formatted(normalized));
        }
    }
}
