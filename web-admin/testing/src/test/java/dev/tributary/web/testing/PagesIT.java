package dev.tributary.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each page as people see it: drawn for {@code web-admin/docs}, without an error in the browser, and open to everybody. */
final class PagesIT {
    @RegisterExtension
    static final AdminEngine ENGINE = new AdminEngine();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final Path DOCS = Jars.root().resolve("web-admin/docs");
    private static final int FIRST_LOAD = 200_000;

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360"})
    @DisplayName("No page breaks a rule of axe, says an error, or is wider than the window")
    void pages(ColorScheme scheme, int width) {
        var wrong = new ArrayList<String>();
        try (var context = CHROMIUM.fresh(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setDeviceScaleFactor(1))) {
            var page = Chromium.signedIn(context, ENGINE);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    wrong.add(page.url() + ": " + message.text());
                }
            });
            for (var view : Views.all(page, ENGINE.url())) {
                view.open().accept(page);
                wrong.addAll(broken(page, view.name()));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(DOCS.resolve("%s-%s-%d.png".formatted(view.name(), scheme, width).toLowerCase(java.util.Locale.ROOT))));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> broken(Page page, String name) {
        var found = new ArrayList<String>();
        new AxeBuilder(page).analyze().getViolations().forEach(rule -> rule.getNodes()
                .forEach(node -> found.add("%s: %s: %s".formatted(name, rule.getId(), node.getHtml()))));
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (((Number) overflow).intValue() > 0) {
            found.add("%s: wider than the window by %s".formatted(name, overflow));
        }
        return found;
    }

    @Test
    @DisplayName("The first load is at most 200 kB, compressed")
    void firstLoad() {
        try (var context = CHROMIUM.fresh()) {
            var page = context.newPage();
            var bytes = new java.util.concurrent.atomic.AtomicLong();
            page.onRequestFinished(request -> {
                var sizes = request.sizes();
                bytes.addAndGet(sizes.responseBodySize + sizes.responseHeadersSize);
            });
            page.navigate(ENGINE.url() + "/");
            page.waitForLoadState(com.microsoft.playwright.options.LoadState.NETWORKIDLE);
            assertThat(bytes.get()).isBetween(10_000L, (long) FIRST_LOAD);
        }
    }
}
