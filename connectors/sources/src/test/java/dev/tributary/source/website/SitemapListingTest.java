package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SitemapListingTest {

    private final RecordedSite site = new RecordedSite("auto");

    @BeforeEach
    void home() {
        site.page("/", "Home", "/a").page("/a", "A").page("/b", "B");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void pagesWithATimeAreNotRead() throws InterruptedException {
        site.sitemap("/a 2025-05-01", "/b 2025-06-01T10:00+02:00");
        var documents = site.list().documents();
        assertThat(documents).extracting(document -> document.content()).containsOnly(new Content.Deferred());
        assertThat(documents.getLast().contentHash()).isEqualTo("website:" + site.url("/b:2025-06-01T08:00:00Z"));
        assertThat(site.source().requests()).noneMatch(request -> request.path().equals("/a"));
    }

    @Test
    void pageThatIsNotReadIsNamedAfterItsAddress() throws InterruptedException {
        site.sitemap("/docs/getting-started.html 2025-05-01", "/docs/v1.2/ 2025-05-01", "/ 2025-05-01");
        assertThat(site.list().documents())
                .extracting(document -> document.title())
                .containsExactly("127.0.0.1", "Getting started", "v1.2");
    }

    @Test
    void newTimeIsAChangeAndOthersStay() throws InterruptedException {
        site.sitemap("/a 2025-05-01", "/b 2025-05-01");
        var before = site.hashes();
        site.sitemap("/a 2025-05-01", "/b 2025-05-02").page("/a", "edited, but not said so");
        var after = site.hashes();
        assertThat(after.get("/a")).isEqualTo(before.get("/a"));
        assertThat(after.get("/b")).isNotEqualTo(before.get("/b"));
    }

    @Test
    void dayThatIsNotOverIsNotReliedOn() throws InterruptedException {
        site.sitemap("/a 2026-01-02");
        var before = site.hashes();
        site.page("/a", "Edited on the same day");
        assertThat(site.hashes().get("/a")).isNotEqualTo(before.get("/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-05-01", "2026-01-02"})
    void pagesKeepAddressAndStateWhateverTheirAge(String day) throws InterruptedException {
        var paths = strangePages(" " + day);
        var listing = site.list();
        assertThat(listing.isComplete()).isTrue();
        assertThat(listing.ids())
                .containsExactlyElementsOf(paths.stream().map(site::url).toList());
        for (var listed : listing.documents()) {
            var path = listed.externalId().replace(site.url(""), "");
            if (path.equals("/gone")) {
                assertThat(site.finds(path)).as("it may be there again later").isFalse();
                continue;
            }
            var read = site.read(path);
            assertThat(read.contentHash()).isEqualTo(listed.contentHash());
            assertThat(listed.content()).isIn(read.content(), new Content.Deferred());
            assertThat(read.content() instanceof Content.Skipped)
                    .as(path)
                    .isEqualTo(List.of("/hidden", "/picture", "/twin").contains(path));
        }
    }

    @Test
    void pagesWithoutATimeAreWhatTheyTurnOutToBe() throws InterruptedException {
        strangePages("");
        assertThat(site.paths()).containsExactly("/a", "/copy", "/moved");
        assertThat(site.hidden()).isEmpty();
    }

    private List<String> strangePages(String time) {
        var paths = List.of("/a", "/copy", "/gone", "/hidden", "/moved", "/picture", "/twin");
        site.sitemap(paths.stream().map(path -> path + time).toArray(String[]::new));
        site.answer("/copy", Answer.html("<title>Copy</title><link rel=canonical href=/a><p>A"));
        site.answer("/hidden", Answer.html("<meta name=robots content=noindex><p>x"));
        site.answer("/picture", Answer.of(200, "x").header("Content-Type", "image/png"));
        site.redirect("/moved", "/b").redirect("/twin", "/a");
        return paths;
    }

    @Test
    void commentedEntriesAreNone() throws InterruptedException {
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200,
                        "<urlset><!-- <url><loc>%1$s/a</loc></url> --><url><loc>%1$s/b</loc></url><!--->-></urlset>"
                                .formatted(site.url(""))));
        assertThat(site.paths()).containsExactly("/b");
    }

    @Test
    void editsAddsAndDeletesAreSeenWithoutTimes() throws InterruptedException {
        site.sitemap("/", "/a");
        var before = site.hashes();
        site.sitemap("/", "/b");
        var after = site.hashes();
        assertThat(after).containsOnlyKeys("/", "/b").containsEntry("/", before.get("/"));
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void readsGzippedFilesThatRobotsName() throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url><s:loc>"
                            + site.url("/b") + "</s:loc></s:url></s:urlset>")
                    .getBytes(StandardCharsets.UTF_8));
        }
        site.text("/robots.txt", "Sitemap: " + site.url("/map.xml.gz"));
        site.answer("/map.xml.gz", new Answer(200, Map.of(), Bytes.of(bytes.toByteArray())));
        assertThat(site.paths()).containsExactly("/b");
    }

    @Test
    void followsLinksWhereThereIsNoSitemap() throws InterruptedException {
        assertThat(site.paths()).containsExactly("/", "/a");
        site.answer("/sitemap.xml", Answer.html("<title>Not found</title>"));
        assertThat(site.paths()).containsExactly("/", "/a");
    }

    @Test
    void linksFollowedForASitemapThatCannotBeReadMayNotBeAll() throws InterruptedException {
        site.answer(
                "/sitemap.xml",
                Answer.of(200, "<sitemapindex><sitemap><loc>https://cdn.example/1.xml</loc></sitemap></sitemapindex>"));
        assertThat(site.paths()).containsExactly("/", "/a");
        assertThat(site.hidden()).singleElement().asString().contains("https://cdn.example/1.xml");
    }

    @Test
    void missingSitemapIsAProblemOfTheSettingsIfAskedFor() throws InterruptedException {
        site.set("mode", "sitemap");
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(site::list);
        assertThat(new WebsiteConnector().validateConfig(site.source().session(site.config())))
                .isInstanceOfSatisfying(
                        ConfigCheck.Rejected.class,
                        rejected -> assertThat(rejected.field()).isEqualTo("mode"));
    }

    @Test
    void sitemapOfAnotherSiteIsAProblemOfTheSettings() {
        site.set("mode", "sitemap");
        site.answer("/sitemap.xml", Answer.of(200, "<urlset><url><loc>https://e.example/</loc></url></urlset>"));
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(site::list);
    }

    @Test
    void sitemapWithoutPagesIsNoEmptySite() {
        site.set("mode", "sitemap").sitemap();
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("no page");
        site.answer(
                "/sitemap.xml",
                Answer.of(200, "<sitemapindex><sitemap><loc>https://cdn.example/1.xml</loc></sitemap></sitemapindex>"));
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("https://cdn.example/1.xml");
    }

    @Test
    void entriesThatAreNoAddressMakeTheListingPartial() throws InterruptedException {
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200,
                        "<urlset><url><loc>" + site.url("/a") + "</loc></url><url><loc>/b?key=1</loc></url>"
                                + "<url><loc>c</loc></url></urlset>"));
        assertThat(site.paths()).containsExactly("/a");
        assertThat(site.hidden())
                .singleElement()
                .asString()
                .contains("2, such as /b")
                .doesNotContain("key");
    }

    @Test
    void sitemapThatForgotTheSecureSchemeIsReadByIt() throws InterruptedException {
        site.source().standsFor("https://h.example");
        site.set("startUrl", "https://h.example/").set("mode", "sitemap");
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200, "<sitemapindex><sitemap><loc>http://h.example:80/2.xml?x</loc></sitemap></sitemapindex>"));
        site.answer(
                "/2.xml?x",
                Answer.of(
                        200,
                        "<urlset><url><loc>http://H.example/a</loc></url>"
                                + "<url><loc>https://h.example/b</loc></url></urlset>"));
        assertThat(site.list().ids()).containsExactly("https://h.example/a", "https://h.example/b");
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void failingSitemapIsNotMistakenForNone() {
        site.answer("/sitemap.xml", Answer.of(500, ""));
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(site::list);
        site.answer("/sitemap.xml", Answer.of(200, "<urlset><url><loc>" + site.url("/a") + "</loc></url><url>"));
        assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(site::list);
    }

    @Test
    void failingChildSitemapMakesTheListingPartial() throws InterruptedException {
        site.text("/robots.txt", "Sitemap: /sitemap.xml\nSitemap: /other.xml").sitemap("/a", "/b");
        assertThat(site.paths()).containsExactly("/a", "/b");
        assertThat(site.hidden()).singleElement().asString().contains("/other.xml");
    }

    @Test
    void childSitemapThatIsTooLargeMakesTheListingPartial() throws InterruptedException {
        site.text("/robots.txt", "Sitemap: /sitemap.xml\nSitemap: /other.xml").sitemap("/a", "/b");
        site.fails("/other.xml", new ContentTooLarge("larger than 100 MB"));
        assertThat(site.paths()).containsExactly("/a", "/b");
        assertThat(site.hidden()).singleElement().asString().contains("/other.xml", "100 MB");
    }

    @Test
    void capIsPartialOnlyIfItCut() throws InterruptedException {
        var entries =
                IntStream.range(0, 450).mapToObj("/p/%d 2025-01-01"::formatted).toArray(String[]::new);
        site.sitemap(entries).set("maxPages", "450");
        assertThat(site.list().pages()).hasSize(3);
        assertThat(site.hidden()).isEmpty();
        assertThat(site.set("maxPages", "449").list().documents()).hasSize(449);
        assertThat(site.hidden()).isNotEmpty();
    }

    @Test
    void listingGoesOnThoughTheSitemapChangedMeanwhile() throws InterruptedException {
        var entries = IntStream.range(100, 500)
                .mapToObj("/p/%d 2025-01-01"::formatted)
                .toArray(String[]::new);
        var cursor = site.sitemap(entries).list().cursors().getFirst();
        site.sitemap(Arrays.copyOfRange(entries, 50, 400));
        var rest = new WebsiteConnector()
                .listDocuments(site.source().session(site.config()), ListRequest.EVERYTHING.from(cursor));
        assertThat(rest.documents().getFirst().externalId()).endsWith("/p/300");
    }
}
