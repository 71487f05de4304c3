package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CrawlContractTest implements HttpConnectorContract {

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

    /** Any HTML is a page of a web site, an interstitial one too; it is listed, and so hides that others are gone. */
    @Test
    @Override
    public void interstitialPageIsNoEmptyListing() {
        site.source().answersAll(Answer.html("<!doctype html><title>Just a moment</title><p>Checking"));
        assertThat(ids()).containsExactly(site.url("/"));
    }

    /** HTML may end anywhere: a page cut off on its way is noticed by HTTP, one cut off at the source is a page. */
    @Test
    @Override
    public void truncatedAnswerIsNoEmptyListing() {
        site.source().mangles(answer -> Answer.html("<!doctype html><title>Home</tit"));
        assertThat(ids()).containsExactly(site.url("/"));
    }

    private List<String> ids() {
        try {
            return site.list().ids();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static RecordedSite site() {
        var site = new RecordedSite("crawl");
        var paths = IntStream.range(0, 60).mapToObj("/p/%d"::formatted).toArray(String[]::new);
        site.page("/", "Home", paths);
        for (var path : paths) {
            site.page(path, "Text of " + path, "/", "/p/0");
        }
        return site;
    }
}
