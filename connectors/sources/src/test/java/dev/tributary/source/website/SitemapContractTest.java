package dev.tributary.source.website;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

final class SitemapContractTest implements HttpConnectorContract {

    private final RecordedSite site = site();

    @Override
    public Connector connector() {
        return new WebsiteConnector();
    }

    @Override
    public RecordedSource source() {
        return site.source();
    }

    @Override
    public Map<String, List<String>> config() {
        return site.config();
    }

    @Override
    public String missingId() {
        return site.url("/nothing-here");
    }

    private static RecordedSite site() {
        var site = new RecordedSite("sitemap").page("/", "Home").page("/dated", "Dated");
        var paths = IntStream.range(0, 60).mapToObj("/undated/%d"::formatted).toList();
        paths.forEach(path -> site.page(path, "Text of " + path));
        var entries = new ArrayList<>(paths);
        entries.add("/dated 2025-01-01T10:00:00+02:00");
        entries.add("/");
        return site.sitemap(entries.toArray(String[]::new));
    }
}
