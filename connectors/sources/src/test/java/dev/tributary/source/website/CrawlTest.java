package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CrawlTest {

    private final RecordedSite site = new RecordedSite("crawl");

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void addedPageLeavesTheOthersUnchanged() throws InterruptedException {
        site.page("/", "Home", "/a").page("/a", "A", "/");
        var before = site.hashes();
        site.page("/", "Home", "/a", "/b").page("/a", "A", "/", "/b").page("/b", "B");
        var after = site.hashes();
        assertThat(after).containsAllEntriesOf(before).containsOnlyKeys("/", "/a", "/b");
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void editedPageAloneChanges() throws InterruptedException {
        site.page("/", "Home", "/a", "/b").page("/a", "A").page("/b", "B");
        var before = site.hashes();
        site.page("/a", "A, edited");
        var after = site.hashes();
        assertThat(after.get("/a")).isNotEqualTo(before.get("/a"));
        before.remove("/a");
        assertThat(after).containsAllEntriesOf(before);
    }

    @Test
    void renamedAndDeletedPagesLeaveACompleteListing() throws InterruptedException {
        site.page("/", "Home", "/old", "/gone").page("/old", "Text").page("/gone", "Gone");
        site.list();
        site.without("/old").without("/gone").page("/new", "Text").page("/", "Home", "/new", "/gone");
        assertThat(site.paths()).containsExactly("/", "/new");
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void redirectIsListedOnceUnderItsTarget() throws InterruptedException {
        site.page("/", "Home", "/old", "/new", "/away").page("/new", "New");
        site.redirect("/old", "/new").redirect("/away", "https://elsewhere.example/");
        assertThat(site.paths()).containsExactly("/", "/new");
    }

    @Test
    void duplicateIsListedUnderItsCanonicalAddress() throws InterruptedException {
        var page = "<title>A</title><link rel=canonical href=/a><p>A";
        site.page("/", "Home", "/print/a", "/a?ref=1").answer("/print/a", Answer.html(page));
        site.answer("/a?ref=1", Answer.html(page)).answer("/a", Answer.html(page));
        assertThat(site.paths()).containsExactly("/", "/a");
    }

    @Test
    void pagesThatCallEachOtherCanonicalAreNotLost() throws InterruptedException {
        site.page("/", "Home", "/a", "/b");
        site.answer("/a", Answer.html("<title>A</title><link rel=canonical href=/b><p>A"));
        site.answer("/b", Answer.html("<title>B</title><link rel=canonical href=/a><p>B"));
        assertThat(site.paths()).containsExactly("/", "/b");
    }

    @Test
    void pagesWhoseCanonicalAddressHoldsNoPageAreListedThemselves() throws InterruptedException {
        site.page("/", "Home", "/a", "/b", "/c", "/d", "/e", "/hidden", "/broken");
        site.answer("/a", canonical("A", "/gone")).answer("/b", canonical("B", "/hidden"));
        site.answer("/c", canonical("C", "/broken")).answer("/d", canonical("D", "/away"));
        site.answer("/hidden", Answer.html("<meta name=robots content=noindex><p>x"))
                .answer("/broken", Answer.of(500, ""));
        site.redirect("/away", "https://elsewhere.example/");
        site.answer("/e", canonical("E", "/large")).fails("/large", new ContentTooLarge("too large"));
        assertThat(site.paths()).containsExactlyInAnyOrder("/", "/a", "/b", "/c", "/d", "/e", "/large");
        assertThat(site.hidden()).singleElement().asString().contains("/broken");
    }

    @Test
    void canonicalAddressesDecideInWhateverOrderPagesAreFound() throws InterruptedException {
        var links = List.of("/a", "/b", "/c", "/x", "/y", "/gone", "/moved");
        site.answer("/a", canonical("A", "/b"))
                .answer("/b", canonical("B", "/c"))
                .answer("/c", canonical("C", "/gone"));
        site.answer("/x", canonical("X", "/y")).answer("/y", canonical("Y", "/x"));
        site.answer("/m", canonical("M", "/moved"))
                .redirect("/moved", "/target")
                .page("/target", "Target");
        for (var turn = 0; turn < links.size(); turn++) {
            var turned = new ArrayList<>(links);
            Collections.rotate(turned, turn);
            turned.add(turn, "/m");
            site.page("/", "Home", turned.toArray(String[]::new));
            assertThat(site.paths()).as("%s", turned).containsExactlyInAnyOrder("/", "/a", "/c", "/y", "/target");
            assertThat(site.hidden()).isEmpty();
        }
    }

    @Test
    void pagesThatWaitForTheirCanonicalAddressesOutliveTheProcess() throws InterruptedException {
        var paths = IntStream.range(0, 40).mapToObj("/p/%d"::formatted).toArray(String[]::new);
        site.page("/", "Home", paths);
        for (var path : paths) {
            site.answer(path, canonical("Text of " + path, path + "/original"));
        }
        site.page("/p/7/original", "Original");
        var listing = site.list();
        assertThat(listing.ids())
                .hasSize(1 + 40)
                .contains(site.url("/p/7/original"))
                .doesNotContain(site.url("/p/7"));
        for (var cursor : listing.cursors()) {
            var page = new WebsiteConnector().listDocuments(site.session(), ListRequest.EVERYTHING.from(cursor));
            var position = listing.cursors().indexOf(cursor) + 1;
            assertThat(page.documents()).isEqualTo(listing.pages().get(position).documents());
        }
        assertThat(site.source().requests())
                .filteredOn(request -> request.path().equals("/p/7"))
                .hasSize(1);
    }

    @Test
    void robotsAreObeyed() throws InterruptedException {
        site.text("/robots.txt", "User-agent: *\nDisallow: /private\nAllow: /private/open");
        site.page("/", "Home", "/private/x", "/private/open", "/hidden", "/unfollowed", "/header");
        site.page("/private/open", "Open").page("/private/x", "X").page("/next", "Next");
        site.answer("/hidden", Answer.html("<meta name=ROBOTS content='NoIndex'><a href=/next>n</a>"));
        site.answer("/unfollowed", Answer.html("<title>U</title><a rel='x nofollow' href=/private/open2>n</a>"));
        site.answer("/header", Answer.html("<p>h").header("X-Robots-Tag", "otherbot: nofollow, noindex"));
        assertThat(site.paths()).containsExactly("/", "/private/open", "/unfollowed", "/header", "/next");
        assertThat(site.source().requests()).noneMatch(request -> request.path().startsWith("/private/x"));
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void startPageForbiddenByRobotsIsSaid() {
        site.page("/", "Home").text("/robots.txt", "User-agent: tributary\nDisallow: /");
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(site::list).withMessageContaining("robots.txt");
    }

    @Test
    void startPageThatRedirectsToAForbiddenPageIsSaid() {
        site.source().standsFor("https://h.example").standsFor("https://www.h.example");
        site.set("startUrl", "https://h.example/").redirect("https://h.example/", "https://www.h.example/");
        site.page("https://www.h.example/", "Home");
        site.text("https://www.h.example/robots.txt", "User-agent: *\nDisallow: /");
        assertThatExceptionOfType(ConfigRejected.class)
                .isThrownBy(site::list)
                .withMessageContaining("robots.txt of https://www.h.example");
        site.set("startUrl", site.url("/")).redirect("/", "/private").page("/private", "P", "/a");
        site.text("/robots.txt", "User-agent: *\nDisallow: /private");
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(site::list).withMessageContaining("robots.txt");
    }

    @Test
    void robotsThatCannotBeHadStopTheRun() {
        site.page("/", "Home").answer("/robots.txt", Answer.of(503, ""));
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(site::list);
    }

    @Test
    void failingPageMakesTheListingPartialAndIsNamed() throws InterruptedException {
        site.page("/", "Home", "/a", "/b?x=secret", "/c").page("/c", "C");
        site.answer("/a", Answer.of(500, "")).answer("/b?x=secret", Answer.of(403, ""));
        assertThat(site.paths()).containsExactly("/", "/c");
        assertThat(site.hidden())
                .singleElement()
                .asString()
                .contains("/a")
                .contains("/b")
                .doesNotContain("secret");
    }

    @Test
    void outageInMidCrawlIsThrown() {
        site.page("/", "Home", "/1", "/2", "/3", "/4", "/5", "/6");
        for (var path = 1; path <= 6; path++) {
            site.answer("/" + path, Answer.of(502, ""));
        }
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(site::list);
    }

    @Test
    void linkedFileThatIsTooLargeIsSkippedAndTheOthersAreListed() throws InterruptedException {
        site.page("/", "Home", "/dump", "/a").page("/a", "A");
        site.fails("/dump", new ContentTooLarge("/dump is larger than 100 MB"));
        assertThat(site.paths()).containsExactly("/", "/dump", "/a");
        assertThat(site.hidden()).isEmpty();
        assertThat(site.list().documents().get(1).content())
                .isEqualTo(new Content.Skipped("/dump is larger than 100 MB"));
        assertThat(site.read("/dump").content()).isEqualTo(new Content.Skipped("/dump is larger than 100 MB"));
    }

    @Test
    void pageThatFoundNoRoomOnOurDiskIsNotTakenForTooLarge() throws InterruptedException {
        site.page("/", "Home", "/a", "/b").page("/b", "B");
        site.fails("/a", new DocumentUnreadable("/a could not be kept", null));
        assertThat(site.paths()).containsExactly("/", "/b");
        assertThat(site.hidden()).singleElement().asString().contains("could not be kept");
    }

    @Test
    void limitsAndPathsHold() throws InterruptedException {
        site.page("/", "Home", "/docs/a", "/blog/b")
                .page("/docs/a", "A", "/docs/deep")
                .page("/blog/b", "B");
        site.page("/docs/deep", "Deep", "/docs/deeper").page("/docs/deeper", "Deeper");
        assertThat(site.set("maxDepth", "1").paths()).containsExactly("/", "/docs/a", "/blog/b");
        assertThat(site.hidden()).isEmpty();
        assertThat(site.set("maxDepth", "9")
                        .set("pathPrefix", "/docs/")
                        .set("exclude", "*/deep")
                        .paths())
                .containsExactly("/docs/a");
    }

    @Test
    void startPageThatRedirectsMeansTheFolderItLeadsTo() throws InterruptedException {
        site.set("startUrl", site.url("/docs/latest/")).redirect("/docs/latest/", "/docs/3.2/");
        site.page("/docs/3.2/", "Docs", "a", "/docs/2.0/", "/docs/latest/b", "/else");
        site.page("/docs/3.2/a", "A")
                .page("/docs/2.0/", "Old")
                .page("/docs/latest/b", "B")
                .page("/else", "E");
        assertThat(site.paths()).containsExactly("/docs/3.2/", "/docs/3.2/a", "/docs/latest/b");
    }

    @Test
    void siteUnderMaintenanceIsNoOtherSite() {
        site.set("startUrl", site.url("/docs/"))
                .redirect("/docs/", "/maintenance/")
                .page("/maintenance/", "Back soon");
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("no page");
    }

    @Test
    void startPageThatRedirectsUpwardsWidensNothing() {
        site.set("startUrl", site.url("/docs/old/")).redirect("/docs/old/", "/");
        site.page("/", "Home", "/shop").page("/shop", "Shop");
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("/docs/old/")
                .withMessageContaining("no page");
    }

    @Test
    void crawlThatFindsNoPageIsNoEmptySite() {
        site.answer("/", Answer.html("<meta name=robots content=noindex><a href=/a>a</a>"));
        site.set("pathPrefix", "/docs/").page("/a", "A");
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("no page");
    }

    @Test
    void pathsAreWrittenAsAPersonReadsThem() throws InterruptedException {
        site.page("/", "Home", "/\u00fcber/uns", "/%c3%bcber/a b", "/x").set("pathPrefix", "/\u00fcber/", "/y z");
        site.page("/%C3%BCber/uns", "Uns").page("/%C3%BCber/a%20b", "AB").page("/x", "X");
        assertThat(site.paths()).containsExactly("/%C3%BCber/uns", "/%C3%BCber/a%20b");
    }

    @Test
    void capIsPartialOnlyIfItCut() throws InterruptedException {
        site.page("/", "Home", "/a", "/b").page("/a", "A").page("/b", "B");
        assertThat(site.set("maxPages", "3").hidden()).isEmpty();
        assertThat(site.set("maxPages", "2").hidden())
                .singleElement()
                .asString()
                .contains("more than 2 pages");
        assertThat(site.paths()).hasSize(2);
    }

    @Test
    void otherTypesAreHandedOverAsTheyAre() throws InterruptedException {
        site.page("/", "Home", "/a.pdf", "/notes.md", "/logo.png", "/photo", "/umlaut");
        site.answer("/a.pdf", Answer.of(200, "%PDF-1.4").header("Content-Type", "application/pdf"));
        site.text("/notes.md", "# Notes").answer("/photo", Answer.of(200, "x").header("Content-Type", "image/png"));
        var latin = "<meta charset=iso-8859-1><title>Grüße</title>".getBytes(StandardCharsets.ISO_8859_1);
        var answer = Answer.of(200, "").header("Content-Type", "text/html");
        site.answer("/umlaut", new Answer(200, answer.headers(), Bytes.of(latin)));
        var documents = site.list().documents();
        assertThat(documents)
                .extracting(document -> document.title())
                .containsExactly("Home", "a.pdf", "notes.md", "Grüße");
        assertThat(documents.get(1).content()).isInstanceOf(Content.File.class);
        assertThat(documents.get(2).content()).isEqualTo(Content.Text.markdown("# Notes"));
        assertThat(documents.get(3).content())
                .isInstanceOfSatisfying(
                        Content.Text.class, text -> assertThat(text.value()).contains("<title>Grüße"));
        assertThat(site.source().requests()).noneMatch(request -> request.path().equals("/logo.png"));
    }

    @Test
    void pagesOfAnUndeclaredCharsetAreReadByWhatTheyAre() throws InterruptedException {
        site.page("/", "Home", "/old", "/new", "/declared");
        site.answer("/old", html("<title>Gr\u00fc\u00dfe</title><p>\u20ac 5", Charset.forName("windows-1252")));
        site.answer("/new", html("<title>Gr\u00fc\u00dfe</title><p>\u20ac 5", StandardCharsets.UTF_8));
        site.answer("/declared", html("<meta charset=utf-8><title>\u00fc</title>", StandardCharsets.ISO_8859_1));
        var documents = site.list().documents();
        assertThat(documents)
                .extracting(document -> document.title())
                .containsExactly("Home", "Gr\u00fc\u00dfe", "Gr\u00fc\u00dfe", "\ufffd");
        assertThat(documents.get(1).content()).isEqualTo(documents.get(2).content());
        assertThat(documents.get(1).content().toString()).contains("\u20ac 5");
    }

    @Test
    void pageThatWasCutWithinACharacterKeepsItsCharset() throws InterruptedException {
        site.page("/", "Home", "/cut");
        var cut = html("<title>Gr\u00fc\u00dfe</title><p>\u00e4", StandardCharsets.UTF_8)
                .body()
                .toArray();
        site.answer("/cut", new Answer(200, Map.of(), Bytes.of(Arrays.copyOf(cut, cut.length - 1))));
        assertThat(site.list().documents().get(1).title()).isEqualTo("Gr\u00fc\u00dfe");
    }

    @Test
    void filesOfAnUnknownKindAreNoPages() throws InterruptedException {
        site.page("/", "Home", "/event.ics", "/firmware.bin", "/page");
        var bytes = Answer.of(200, "BEGIN:VCALENDAR").header("Content-Type", "application/octet-stream");
        site.answer("/event.ics", bytes).answer("/firmware.bin", bytes);
        site.answer("/page", Answer.of(200, "<p>Page").header("Content-Type", "application/octet-stream"));
        assertThat(site.paths()).containsExactly("/", "/page");
    }

    @Test
    void pagesThatAreCalledLikeFilesAreFound() throws InterruptedException {
        site.page("/", "Home", "/wiki/Node.js", "/manifest.json", "/site.css", "/photo.JPG");
        site.page("/wiki/Node.js", "Node").page("/manifest.json", "Manifest").page("/photo.JPG", "Photo");
        site.answer("/site.css", Answer.of(200, "p{}").header("Content-Type", "text/css"));
        assertThat(site.paths()).containsExactly("/", "/wiki/Node.js", "/manifest.json");
        site.set("mode", "sitemap").sitemap("/wiki/Node.js", "/photo.JPG", "/manifest.json 2025-05-01");
        assertThat(site.paths()).containsExactly("/manifest.json", "/photo.JPG", "/wiki/Node.js");
    }

    @Test
    void tagsComeFromThePage() throws InterruptedException {
        site.page("/", "Home", "/guide/start");
        site.answer(
                "/guide/start",
                Answer.html("<html lang=de><meta name=Description content='Wie es geht'>"
                        + "<meta property=article:modified_time content=2025-03-01T10:00:00Z><h1>Los</h1>"));
        var page = site.list().documents().get(1);
        assertThat(page.title()).isEqualTo("Los");
        assertThat(new WebsiteConnector().mapTags(page.metadata()).values().toString())
                .contains("guide", "de", "Wie es geht", "2025-03-01T10:00:00Z");
    }

    private static Answer html(String text, Charset charset) {
        return new Answer(200, Map.of("Content-Type", "text/html"), Bytes.of(text.getBytes(charset)));
    }

    private static Answer canonical(String text, String address) {
        return Answer.html("<title>%s</title><link rel=canonical href=%s><p>%1$s".formatted(text, address));
    }
}
