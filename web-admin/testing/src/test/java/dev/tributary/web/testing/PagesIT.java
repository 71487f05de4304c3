package dev.tributary.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    /** Where the pictures go: the documentation's with {@code -Dtributary.pictures=web-admin/docs}, seen from the root. */
    private static final Path PICTURES =
            Jars.root().resolve(System.getProperty("tributary.pictures", "web-admin/testing/target/pictures"));

    private static final int TALLEST = 1_800;

    private static final int FIRST_LOAD = 200_000;

    private static @Nullable Scene scene;

    @BeforeAll
    static void prepare() {
        scene = new Scene(CHROMIUM.playwright(), ENGINE);
    }

    @AfterAll
    static void clear() {
        if (scene != null) {
            scene.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 360"})
    @DisplayName("No page breaks a rule of axe, says an error, or is wider than the window")
    void pages(ColorScheme scheme, int width) {
        var wrong = new ArrayList<String>();
        try (var context = CHROMIUM.fresh(new NewContextOptions()
                .setViewportSize(width, 900)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setDeviceScaleFactor(1))) {
            var person = new Person(Chromium.signedIn(context, ENGINE), ENGINE.url());
            var said = errors(person.page());
            for (var view : View.all(Objects.requireNonNull(scene))) {
                try {
                    draw(person.page(), scheme);
                    person.open(view.path());
                    view.then().accept(person);
                    wrong.addAll(broken(person.page(), view.name()));
                } catch (PlaywrightException e) {
                    wrong.add("%s: %s".formatted(view.name(), e.getMessage()));
                }
                picture(person.page(), view.name());
                said.forEach(error -> wrong.add("%s: %s".formatted(view.name(), error)));
                said.clear();
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** What the browser complains about; that a page is not there, or a form refused, is no complaint. */
    private static List<String> errors(Page page) {
        var said = new ArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().matches(".*status of (404|422).*")) {
                said.add(message.text());
            }
        });
        return said;
    }

    private static void draw(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    /** In light and in dark, and of a page that is long the upper part: the rest is more of the same. */
    private static void picture(Page page, String name) {
        var size = page.viewportSize();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            draw(page, scheme);
            var height = ((Number) page.evaluate("document.documentElement.scrollHeight")).intValue();
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setClip(0, 0, size.width, Math.clamp(height, size.height, TALLEST))
                    .setPath(PICTURES.resolve(
                            "%s-%s-%d.png".formatted(name, scheme, size.width).toLowerCase(Locale.ROOT))));
        }
    }

    private static List<String> broken(Page page, String name) {
        var found = new ArrayList<String>();
        new AxeBuilder(page)
                .analyze()
                .getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> found.add("%s: %s: %s%n%s"
                                .formatted(name, rule.getId(), node.getHtml(), node.getFailureSummary()))));
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
            var bytes = new AtomicLong();
            page.onRequestFinished(request -> {
                var sizes = request.sizes();
                bytes.addAndGet(sizes.responseBodySize + sizes.responseHeadersSize);
            });
            page.navigate(ENGINE.url() + "/");
            page.waitForLoadState(LoadState.NETWORKIDLE);
            assertThat(bytes.get()).isBetween(10_000L, (long) FIRST_LOAD);
        }
    }
}
