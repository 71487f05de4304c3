package dev.tributary.source.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RssConnectorTest {

    static final String RSS = """
            <?xml version="1.0"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
              <channel><title>News &amp; more</title><link>https://blog.example/</link>
                <item><title>First</title><guid isPermaLink="false">id-1</guid><link>/1</link>
                  <pubDate>Mon, 02 Jan 2006 15:04:05 EST</pubDate><author>jo@x.example (Jo)</author>
                  <category>One</category><category>Two</category>
                  <description>short</description>
                  <content:encoded><![CDATA[<p><a href="more">More</a><img src="/i.png"></p>]]></content:encoded>
                  <enclosure url="https://blog.example/a.mp3" type="audio/mpeg" length="1"/></item>
                <item><description>&lt;b&gt;Only&lt;/b&gt; text</description><guid>https://blog.example/2</guid></item>
              </channel>
            </rss>
            """;

    private static final String ATOM_START =
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:fh='http://purl.org/syndication/history/1.0'>";

    private final RecordedSource source = new RecordedSource();
    private final RssConnector connector = new RssConnector();

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void keepsEntriesThatLeftTheFeedUnlessAskedToRemoveThem() throws InterruptedException {
        serve(RSS);
        assertThat(list("keep").pages().getLast().coverage()).isInstanceOf(Coverage.Partial.class);
        assertThat(list("remove").isComplete()).isTrue();
    }

    @Test
    void editsAreSeenThoughTheTimeStaysAndOthersStay() throws InterruptedException {
        serve(RSS);
        var before = hashes();
        serve(RSS.replace("More</a>", "Even more</a>"));
        var after = hashes();
        assertThat(after.get("id-1")).isNotEqualTo(before.get("id-1"));
        assertThat(after.get("https://blog.example/2")).isEqualTo(before.get("https://blog.example/2"));
    }

    @Test
    void addsAndDeletesAreSeenWhereTheFeedIsMirrored() throws InterruptedException {
        serve(RSS);
        var before = hashes();
        serve(RSS.replaceFirst(
                "(?s)<item><title>First.*?</item>", "<item><guid>id-3</guid><title>Third</title></item>"));
        assertThat(hashes()).containsOnlyKeys("id-3", "https://blog.example/2").doesNotContainKeys("id-1");
        assertThat(before).hasSize(2);
    }

    @Test
    void completeFeedIsComplete() throws InterruptedException {
        serve(ATOM_START + "<fh:complete/><link rel='next' href='https://elsewhere.example/'/></feed>");
        assertThat(list("keep").isComplete()).isTrue();
    }

    @Test
    void archivedFeedIsReadToItsBeginning() throws InterruptedException {
        serve(ATOM_START + "<link rel='prev-archive' href='old.xml'/><entry><id>new</id></entry></feed>");
        source.answers("/old.xml", Answer.of(200, ATOM_START + "<fh:archive/><entry><id>old</id></entry></feed>"));
        assertThat(list("keep").ids()).containsExactly("new", "old");
        assertThat(list("keep").isComplete()).isTrue();
    }

    @Test
    void nextLinkToAnotherSiteIsNotFollowed() throws InterruptedException {
        serve(ATOM_START + "<link rel='next' href='https://elsewhere.example/'/><entry><id>a</id></entry></feed>");
        var listing = list("remove");
        assertThat(listing.ids()).containsExactly("a");
        assertThat(listing.isComplete()).isFalse();
    }

    @Test
    void circleOfPagesComesToAnEnd() throws InterruptedException {
        serve(ATOM_START + "<link rel='next' href='/feed?2'/><entry><id>a</id></entry></feed>");
        source.answers(
                "/feed?2",
                Answer.of(200, ATOM_START + "<link rel='next' href='/feed'/><entry><id>b</id></entry></feed>"));
        assertThat(list("remove").ids()).containsExactly("a", "b");
        assertThat(list("remove").isComplete()).isFalse();
        assertThat(connector.getDocument(source.session(config("keep")), "none"))
                .isEmpty();
    }

    @Test
    void vanishedFeedIsNoEmptyListing() {
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(() -> list("remove"));
    }

    @Test
    void cutFeedIsNoShorterFeed() {
        serve(RSS.substring(0, RSS.indexOf("<item><description>")));
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(() -> list("remove"))
                .withMessageContaining("cut off");
    }

    @Test
    void entitiesAreNotExpanded() throws InterruptedException {
        serve(
                "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                        + "<rss><channel><item><guid>1</guid><title>&b;&x;</title></item></channel></rss>");
        assertThat(list("keep").documents().getFirst().title()).isEqualTo("&b;&x;");
    }

    @Test
    void pageWhereAFeedIsExpectedIsToldWithTheFeedItNames() throws InterruptedException {
        serve("<html><link rel='alternate' type='application/rss+xml' href='/rss'></html>");
        assertThat(connector.validateConfig(source.session(config("keep"))))
                .isInstanceOfSatisfying(ConfigCheck.Rejected.class, rejected -> {
                    assertThat(rejected.field()).isEqualTo("feedUrl");
                    assertThat(rejected.reason()).contains(source.url() + "/rss");
                });
    }

    @Test
    void tagsComeFromTheItem() throws InterruptedException {
        serve(RSS);
        var tags = connector.mapTags(list("keep").documents().getFirst().metadata());
        assertThat(tags.values().toString())
                .contains("Jo", "One, Two", "2006-01-02T20:04:05Z", "News & more")
                .doesNotContain("jo@x.example");
    }

    private void serve(String feed) {
        source.answers("/feed", Answer.of(200, feed).header("Content-Type", "application/xml"));
    }

    private Map<String, List<String>> config(String mirror) {
        return Map.of("feedUrl", List.of(source.url() + "/feed"), "mirror", List.of(mirror));
    }

    private Listing list(String mirror) throws InterruptedException {
        return Listing.of(connector, source.session(config(mirror)), ListRequest.EVERYTHING);
    }

    private Map<String, String> hashes() throws InterruptedException {
        return list("remove").documents().stream()
                .collect(Collectors.toMap(ExternalDocument::externalId, ExternalDocument::contentHash));
    }
}
