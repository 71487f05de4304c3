package dev.tributary.engine.account;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system's Chromium, driven as a person drives it. For the thread of the test only. */
final class Browser implements AutoCloseable {

    /** What a person does in a fresh browser; done once more, in another one, if the browser does not get there. */
    @FunctionalInterface
    interface Visit<T> {
        T on(Page page);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    private final Path chromium;
    private final Playwright playwright;

    private Browser(Path chromium) {
        this.chromium = chromium;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Skips the test where no Chromium is installed. */
    static Browser start() {
        Optional<Path> chromium = PLACES.stream().filter(Files::isExecutable).findFirst();
        assumeTrue(chromium.isPresent(), "Chromium is not installed: apt-get install --no-install-recommends chromium");
        return new Browser(chromium.orElseThrow());
    }

    <T> T visit(Visit<T> visit) {
        try {
            return once(visit);
        } catch (PlaywrightException e) {
            LOG.warn("Chromium did not get there, and is started once more", e);
            return once(visit);
        }
    }

    private <T> T once(Visit<T> visit) {
        try (var browser = playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(chromium)
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
                var context = browser.newContext()) {
            context.setDefaultTimeout((double) PATIENCE.toMillis());
            var page = context.newPage();
            try {
                return visit.on(page);
            } catch (PlaywrightException e) {
                throw new PlaywrightException(
                        "%s, which shows: %s".formatted(page.url().replaceFirst("\\?.*", ""), page.innerText("body")),
                        e);
            }
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
