package dev.tributary.web.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The system's Chromium; tests are skipped where there is none. */
final class Chromium implements BeforeAllCallback, AfterAllCallback {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Path PLACE = Path.of("/usr/bin/chromium");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext extension) {
        assumeTrue(
                Files.isExecutable(PLACE),
                "Chromium is not installed: apt-get install --no-install-recommends chromium");
        PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(PLACE).setArgs(ARGUMENTS));
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        if (playwright != null) {
            playwright.close();
        }
    }

    Playwright playwright() {
        return Objects.requireNonNull(playwright);
    }

    /** A browser that nobody has used yet; close it. */
    BrowserContext fresh(NewContextOptions options) {
        var context = Objects.requireNonNull(browser).newContext(options);
        context.setDefaultTimeout((double) PATIENCE.toMillis());
        return context;
    }

    BrowserContext fresh() {
        return fresh(new NewContextOptions().setViewportSize(1280, 900));
    }

    /** Signs in as the admin does, and is then on the first page. */
    static Page signedIn(BrowserContext context, AdminEngine engine) {
        return signedIn(context, engine, "admin");
    }

    /** The same for another person, with the same password. */
    static Page signedIn(BrowserContext context, AdminEngine engine, String username) {
        var page = context.newPage();
        page.navigate(engine.url() + "/");
        signIn(page, username);
        return page;
    }

    /** On the page that asks who one is. */
    static void signIn(Page page) {
        signIn(page, "admin");
    }

    private static void signIn(Page page, String username) {
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password").fill(AdminEngine.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL("**/ui/knowledge-bases");
    }
}
