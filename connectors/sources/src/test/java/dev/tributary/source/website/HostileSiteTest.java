package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HostileSiteTest {

    private final RecordedSite site = new RecordedSite("crawl");

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void endlessCalendarEndsPartial() throws InterruptedException {
        site.page("/", "Home", "/calendar?month=1").set("maxPages", "60");
        site.source().handles("/calendar", request -> {
            var month = Integer.parseInt(request.path().replaceFirst(".*=", ""));
            return Answer.html(RecordedSite.html("Month " + month, "/calendar?month=" + (month + 1)));
        });
        assertThat(site.list().documents()).hasSize(60);
        assertThat(site.hidden()).singleElement().asString().contains("more than 60 pages");
        assertThat(site.list().cursors())
                .allSatisfy(cursor -> assertThat(cursor).hasSizeLessThan(6_000));
    }

    @Test
    void trackedLinksAreOnePage() throws InterruptedException {
        site.page("/", "Home", "/a?utm_source=x", "/a?fbclid=1", "/a#top", "/./a", "/b/../a", "HTTP://x@y/")
                .page("/a", "A");
        assertThat(site.paths()).containsExactly("/", "/a");
    }

    @Test
    void redirectLoopIsOneFailingPage() throws InterruptedException {
        site.page("/", "Home", "/loop", "/a").page("/a", "A").redirect("/loop", "/loop");
        assertThat(site.paths()).containsExactly("/", "/a");
        assertThat(site.hidden()).singleElement().asString().contains("/loop");
    }

    @Test
    void brokenHtmlAndBadLinksAreRead() throws InterruptedException {
        var links = "<a href='/a b|c'>x</a><a href='http://'>x</a><a href='javascript:x()'>x</a><a href='mailto:x@y'>"
                + "<a href='%zz'>x</a><a href='http://[::1'>x</a><a href=//127.0.0.1:1/>x</a><table><td><p></b>";
        site.answer("/", Answer.html("<titel>" + links + "\u0000".repeat(5) + "<div>".repeat(5_000)));
        site.page("/a%20b%7Cc", "Odd");
        assertThat(site.paths()).containsExactly("/", "/a%20b%7Cc");
        assertThat(site.hidden()).isEmpty();
    }

    @Test
    void entitiesOfASitemapAreNotExpanded() throws InterruptedException {
        site.set("mode", "sitemap").page("/", "Home").page("/a", "A");
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200,
                        "<?xml version='1.0'?><!DOCTYPE urlset [<!ENTITY a 'aaaaaaaaaa'>"
                                + "<!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>"
                                + site.url("/a") + "</loc></url><url><loc>" + site.url("/")
                                + "&b;&x;</loc></url></urlset>"));
        assertThat(site.paths()).containsExactly("/a");
    }

    @Test
    void gzipBombIsRefused() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("<urlset>".getBytes(StandardCharsets.UTF_8));
            for (var megabyte = 0; megabyte < 60; megabyte++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        site.set("mode", "sitemap").page("/", "Home");
        site.answer("/sitemap.xml", new Answer(200, Map.of(), Bytes.of(bytes.toByteArray())));
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(site::list)
                .withMessageContaining("50 MB");
    }

    @Test
    void sitemapThatNeverClosesItsEntriesIsReadInLinearTime() throws InterruptedException {
        site.set("mode", "sitemap").page("/", "Home").page("/a", "A");
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200,
                        "<urlset><url><loc>" + site.url("/a") + "</loc></url>" + "<url>".repeat(500_000)
                                + "</urlset>"));
        assertThat(site.paths()).containsExactly("/a");
    }

    @Test
    void sitemapsThatNameEachOtherAreReadOnce() throws InterruptedException {
        site.set("mode", "sitemap").page("/", "Home").page("/a", "A");
        site.answer(
                "/sitemap.xml",
                Answer.of(
                        200,
                        "<sitemapindex><sitemap><loc>" + site.url("/sitemap.xml")
                                + "</loc></sitemap><sitemap><loc>" + site.url("/2.xml") + "</loc></sitemap><sitemap>"
                                + "<loc>https://elsewhere.example/3.xml</loc></sitemap></sitemapindex>"));
        site.answer("/2.xml", Answer.of(200, "<urlset><url><loc>" + site.url("/a") + "</loc></url></urlset>"));
        assertThat(site.paths()).containsExactly("/a");
        assertThat(site.hidden()).singleElement().asString().contains("https://elsewhere.example/3.xml");
        assertThat(site.source().requests())
                .filteredOn(request -> request.path().endsWith(".xml"))
                .hasSize(2 * 2);
    }

    @Test
    void addressesBeyondTheFrontierMakeItPartial() {
        var frontier = Frontier.startingAt("https://h/");
        for (var page = 1; page < Frontier.MAX_KNOWN; page++) {
            assertThat(frontier.offer("https://h/" + page, 1)).isTrue();
        }
        assertThat(frontier.offer("https://h/one-too-many", 1)).isFalse();
        assertThat(frontier.offer("https://h/1", 1)).as("known already").isTrue();
        assertThat(Frontier.of(frontier.cursor()).cursor()).isEqualTo(frontier.cursor());
    }
}
