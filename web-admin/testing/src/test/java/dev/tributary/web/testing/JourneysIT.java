package dev.tributary.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole ways through the UI, with the real engine behind it and a source that changes and fails. */
final class JourneysIT {
    @RegisterExtension
    static final AdminEngine ENGINE = new AdminEngine();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private BrowserContext context;
    private Person person;

    @BeforeEach
    void signIn() {
        context = CHROMIUM.fresh();
        person = new Person(Chromium.signedIn(context, ENGINE), ENGINE.url());
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @Test
    @DisplayName("From signing in to a document that is found")
    void findsADocument() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(30))) {
            var title = source.corpus().expected().findFirst().orElseThrow().title();
            var base = person.knowledgeBase("Found");
            person.connectEmulator("Emulator", "Handbook", source.url());
            person.waitsFor("30 searchable");

            person.open("/ui/knowledge-bases/" + base + "/search");
            person.fill("Search the documents", '"' + title + '"');
            person.page().keyboard().press("Enter");
            var hit = person.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title))
                    .first();
            assertThat(hit).isVisible();
            hit.click();
            assertThat(person.page()
                            .getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName(title).setLevel(1)))
                    .isVisible();
            person.sees("Added");
        }
    }

    @Test
    @DisplayName("A preview before saving tells how many documents there are, and saves nothing")
    void previewsBeforeSaving() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(12))) {
            var base = person.knowledgeBase("Previewed");
            person.choose("Emulator");
            person.fill("Address", source.url());
            person.press("Preview");
            assertThat(person.dialog()).containsText("12 documents");
            person.press("Cancel");
            person.open("/ui/knowledge-bases/" + base);
            assertThat(person.page().locator(".connector-card")).hasCount(0);
        }
    }

    @Test
    @DisplayName("A credential that fails is mended in place")
    void mendsACredential() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(5))) {
            source.requireToken("first"::equals);
            person.knowledgeBase("Mended");
            person.choose("Emulator");
            person.fill("Address", source.url());
            person.page()
                    .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                    .fill("wrong");
            person.press("Save");
            assertThat(person.page()
                            .locator("[name='secret.apiKey'], [id*='apiKey-error']")
                            .first())
                    .isVisible();
            person.page()
                    .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                    .fill("first");
            person.press("Save");
            person.waitsFor("5 searchable");

            source.requireToken("second"::equals);
            person.press("Run now");
            person.waitsFor("waiting for a valid credential");
            source.corpus().add();
            person.follow("Edit the settings");
            person.page()
                    .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                    .fill("second");
            person.press("Save");
            person.waitsFor("6 searchable");
            assertThat(person.page().getByText("waiting for a valid credential"))
                    .hasCount(0);
        }
    }

    @Test
    @DisplayName("Removals on hold are shown with the reason, and applied by a person")
    void appliesHeldRemovals() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(120))) {
            person.knowledgeBase("Held");
            person.connectEmulator("Emulator", "Shrinking", source.url());
            person.waitsFor("120 searchable");
            source.corpus()
                    .expected()
                    .limit(60)
                    .toList()
                    .forEach(gone -> source.corpus().delete(gone.id()));
            var connector =
                    person.page().locator(".connector-card h2 a").first().getAttribute("href");
            person.page().navigate(ENGINE.url() + connector + "/held-removals");
            fullRun(connector);
            person.page().navigate(ENGINE.url() + connector + "/held-removals");
            person.waitsFor("60 documents wait");
            person.fill("To confirm, type the number of documents", "60");
            person.press("Remove the 60 documents");
            person.page().navigate(ENGINE.url() + connector);
            person.waitsFor("60 searchable");
        }
    }

    private void fullRun(String connector) {
        person.page().navigate(ENGINE.url() + connector);
        person.page().locator("details.menu summary").last().click();
        person.press("Full run: compare everything");
    }

    @Test
    @DisplayName("A run is cancelled, and says so")
    void cancelsARun() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(2_000))) {
            source.faults().inject(new Fault.Slow(Duration.ofSeconds(2)), When.always());
            person.knowledgeBase("Cancelled");
            person.connectEmulator("Emulator", "Slow", source.url());
            person.press("Cancel the run");
            person.waitsFor("cancelled");
        }
    }

    @Test
    @DisplayName("A connector is paused and resumed, run and changed, and deleted after its name is typed")
    void changesAConnector() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(3))) {
            person.knowledgeBase("Changed");
            person.connectEmulator("Emulator", "Before", source.url());
            person.waitsFor("3 searchable");
            person.press("Pause");
            person.sees("none while it is paused");
            person.press("Resume");
            assertThat(person.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pause")))
                    .isVisible();

            person.page().locator(".connector-card details.menu summary").click();
            person.page()
                    .locator(".connector-card details.menu")
                    .getByText("Edit")
                    .click();
            person.fill("Name", "After");
            person.press("Save");
            person.waitsFor("After");

            person.page().locator(".connector-card details.menu summary").click();
            person.page()
                    .locator(".connector-card details.menu")
                    .getByText("Delete")
                    .click();
            person.dialog()
                    .locator("input:not([type=radio]):not([type=hidden])")
                    .fill("After");
            person.press("Delete the connector");
            assertThat(person.page().locator(".connector-card")).hasCount(0);
        }
    }

    @Test
    @DisplayName("Documents are left out together and taken back")
    void leavesDocumentsOut() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(4))) {
            var base = person.knowledgeBase("Left out");
            person.connectEmulator("Emulator", "Four", source.url());
            person.waitsFor("4 searchable");
            person.open("/ui/knowledge-bases/" + base + "/documents");
            person.page().getByLabel("Tick all on this page").check();
            person.press("Leave out");
            person.sees("They are left out");
            person.open("/ui/knowledge-bases/" + base + "/documents?state=excluded");
            assertThat(person.page().locator("tbody tr")).hasCount(4);
        }
    }

    @Test
    @DisplayName("Without JavaScript a connector is added, and its document found")
    void worksWithoutScript() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(2));
                var plain = CHROMIUM.fresh(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setJavaScriptEnabled(false)
                        .setViewportSize(1280, 900))) {
            var other = new Person(Chromium.signedIn(plain, ENGINE), ENGINE.url());
            other.knowledgeBase("Plain");
            other.follow("Add connector");
            other.page()
                    .getByText("Emulator", new Page.GetByTextOptions().setExact(true))
                    .click();
            other.fill("Address", source.url());
            other.press("Save");
            other.waitsFor("2 searchable");
        }
    }
}
