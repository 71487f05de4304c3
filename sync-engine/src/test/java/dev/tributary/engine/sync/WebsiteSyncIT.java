package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A site whose pages come, change, move and go. Its start page is the table of contents. */
final class WebsiteSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** A page, and when it changed last. */
    private record Page(String title, String text, String changed) {}

    private final RecordedSource site = new RecordedSource();
    private final Map<String, Page> pages = new TreeMap<>();

    @BeforeEach
    void fill() {
        pages.put("/bread", new Page("Bread", "Rye flour and water.", "2026-02-01T10:00:00Z"));
        pages.put("/cake", new Page("Cake", "Seventeen eggs.", "2026-02-02T10:00:00Z"));
        pages.put("/soup", new Page("Soup", "Leeks, simmered.", "2026-02-03T10:00:00Z"));
        pages.put("/stew", new Page("Stew", "Turnips.", "2026-02-04T10:00:00Z"));
        pages.put("/tart", new Page("Tart", "Plums.", "2026-02-05T10:00:00Z"));
        site.otherwise(this::answer);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void sitemapSparesReadingWhatDidNotChange() {
        try (var mirror = mirror("sitemap")) {
            assertThat(mirror.sync()).isEqualTo("completed listed=5 added=5 fetched=5");
            assertThat(read()).isEqualTo(5);
            assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
            assertThat(read()).as("no page was read again").isEqualTo(5);
            var renamed = mirror.row(site.url() + "/cake");
            change();
            assertThat(mirror.sync())
                    .isEqualTo("completed listed=5 added=1 updated=1 moved=1 unchanged=2 fetched=3 tombstoned=1");
            assertThat(read()).isEqualTo(5 + 3);
            showsTheChange(mirror, renamed);
            assertThat(mirror.sync())
                    .as("what was tombstoned is purged by the next complete listing without it")
                    .isEqualTo("completed listed=5 unchanged=5 purged=1");
            assertThat(mirror.sync()).isEqualTo("completed listed=5 unchanged=5");
            assertThat(read()).as("no page was read again").isEqualTo(5 + 3);
        }
    }

    /** Links can only be followed by reading all pages: as the content comes with them, nothing is fetched. */
    @Test
    void followingLinksReadsEachPageOnceARun() {
        try (var mirror = mirror("crawl")) {
            assertThat(mirror.sync()).isEqualTo("completed listed=6 added=6");
            assertThat(mirror.sync()).isEqualTo("completed listed=6 unchanged=6");
            assertThat(read()).isEqualTo(2 * 5);
            var renamed = mirror.row(site.url() + "/cake");
            change();
            assertThat(mirror.sync())
                    .as("the table of contents changed, too")
                    .isEqualTo("completed listed=6 added=1 updated=2 moved=1 unchanged=2 tombstoned=1");
            showsTheChange(mirror, renamed);
            assertThat(mirror.sync())
                    .as("what was tombstoned is purged by the next complete listing without it")
                    .isEqualTo("completed listed=6 unchanged=6 purged=1");
            assertThat(mirror.sync()).isEqualTo("completed listed=6 unchanged=6");
            assertThat(read()).isEqualTo(5 * 5);
        }
    }

    private void change() {
        pages.put("/jam", new Page("Jam", "Quinces.", "2026-02-20T10:00:00Z"));
        pages.put("/soup", new Page("Soup", "Leeks with saffron.", "2026-02-21T10:00:00Z"));
        pages.put("/sweet/cake", pages.get("/cake"));
        pages.remove("/cake");
        pages.remove("/stew");
    }

    private void showsTheChange(Mirror mirror, long renamed) {
        assertThat(mirror.row(site.url() + "/sweet/cake")).isEqualTo(renamed);
        assertThat(mirror.found("eggs")).containsExactly("Cake");
        assertThat(mirror.text(mirror.row(site.url() + "/soup"))).contains("saffron");
        assertThat(mirror.found("saffron")).containsExactly("Soup");
        assertThat(mirror.found("Quinces")).containsExactly("Jam");
        assertThat(mirror.found("Turnips")).isEmpty();
    }

    private Mirror mirror(String mode) {
        return new Mirror(DATABASE, "website", Map.of("startUrl", List.of(site.url() + "/"), "mode", List.of(mode)));
    }

    /** How many pages were asked for so far, without the start page. */
    private long read() {
        return site.requests().stream()
                .filter(request -> !request.path().matches("/|/robots.txt|/sitemap.xml"))
                .count();
    }

    private static Answer answer(Page page) {
        return Answer.html(html(page.title(), "<p>%s</p>".formatted(page.text())));
    }

    private Answer answer(Request request) {
        return switch (request.path()) {
            case "/" -> Answer.html(html("Recipes", list()));
            case "/sitemap.xml" -> Answer.of(200, sitemap()).header("Content-Type", "application/xml");
            case String path when pages.containsKey(path) -> answer(Objects.requireNonNull(pages.get(path)));
            default -> Answer.of(404, "");
        };
    }

    private static String html(String title, String body) {
        return "<!DOCTYPE html><html><head><title>%s</title></head><body><main><h1>%1$s</h1>%s</main></body></html>"
                .formatted(title, body);
    }

    private String list() {
        return pages.entrySet().stream()
                .map(page -> "<li><a href=\"%s\">%s</a></li>"
                        .formatted(page.getKey(), page.getValue().title()))
                .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private String sitemap() {
        return pages.entrySet().stream()
                .map(page -> "<url><loc>%s%s</loc><lastmod>%s</lastmod></url>"
                        .formatted(site.url(), page.getKey(), page.getValue().changed()))
                .collect(Collectors.joining(
                        "", "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">", "</urlset>"));
    }
}
