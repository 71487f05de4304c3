package dev.tributary.source.rss;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;

final class RssContractTest implements HttpConnectorContract {

    private final RecordedSource source =
            new RecordedSource().answers("/feed.xml", Answer.of(200, RssConnectorTest.RSS));

    @Override
    public Connector connector() {
        return new RssConnector();
    }

    @Override
    public RecordedSource source() {
        return source;
    }

    @Override
    public Map<String, List<String>> config() {
        return Map.of("feedUrl", List.of(source.url() + "/feed.xml"));
    }

    @Override
    public boolean isAlwaysPartial() {
        return true;
    }
}
