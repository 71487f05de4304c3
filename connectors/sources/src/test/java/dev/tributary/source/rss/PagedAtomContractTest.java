package dev.tributary.source.rss;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;

final class PagedAtomContractTest implements HttpConnectorContract {

    private final RecordedSource source = new RecordedSource()
            .answers("/feed", page("<link rel='next' href='/feed?page=2'/>", "urn:a", "urn:b"))
            .answers("/feed?page=2", page("<link rel='next' href='?page=3'/>", "urn:c"))
            .answers("/feed?page=3", page("<link rel='previous' href='?page=2'/>", "urn:d"));

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
        return Map.of("feedUrl", List.of(source.url() + "/feed"), "mirror", List.of("remove"));
    }

    private static Answer page(String link, String... ids) {
        var entries = new StringBuilder();
        for (var id : ids) {
            entries.append("<entry><id>" + id + "</id><title>" + id + "</title><content>text</content></entry>");
        }
        return Answer.of(
                200, "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title>" + link + entries + "</feed>");
    }
}
