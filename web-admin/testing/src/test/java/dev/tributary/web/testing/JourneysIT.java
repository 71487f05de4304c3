package dev.tributary.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
            var document = source.corpus().expected().findFirst().orElseThrow();
            var title = document.title();
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

            person.open("/ui/knowledge-bases/" + base + "/explain");
            person.fill("Address of the document at its source, or its id there", document.id());
            person.press("Explain");
            assertThat(person.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title)))
                    .isVisible();
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
    @DisplayName("An address and the key for it are changed together")
    void changesAnAddressAndItsKey() {
        try (var before = SourceEmulator.start(EmulatorSettings.of(5));
                var after = SourceEmulator.start(EmulatorSettings.of(7))) {
            before.requireToken("first"::equals);
            after.requireToken("second"::equals);
            person.knowledgeBase("Moved");
            person.choose("Emulator");
            person.fill("Address", before.url());
            person.fill("Key", "first");
            person.press("Save");
            person.waitsFor("5 searchable");

            person.page().locator(".connector-card details.menu summary").click();
            person.follow("Edit");
            person.fill("Address", after.url());
            person.fill("Key", "second");
            assertThat(person.dialog()).containsText("saved without a preview");
            person.press("Preview");
            assertThat(person.dialog().getByRole(AriaRole.ALERT).first()).containsText("A preview reads with");
            assertThat(person.page().getByLabel("Key", new Page.GetByLabelOptions().setExact(true)))
                    .hasValue("second");
            person.press("Save");
            person.waitsFor("7 searchable");
        }
    }

    @Test
    @DisplayName("Back leads from a filtered list to the whole one, with its page around it")
    void goesBackToAWholePage() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(4))) {
            var title = source.corpus().expected().findFirst().orElseThrow().title();
            var base = person.knowledgeBase("Back");
            person.connectEmulator("Emulator", "Four", source.url());
            person.waitsFor("4 searchable");
            person.open("/ui/knowledge-bases/" + base + "/documents");
            person.fill("Title, id or address has", title);
            person.page().waitForURL("**/documents?q=*");
            assertThat(person.page().locator("tbody tr")).hasCount(1);

            person.page().goBack();
            assertThat(person.page().locator("tbody tr")).hasCount(4);
            assertThat(person.page().locator("h1")).hasText("Back");
            assertThat(person.page().locator("header.topbar")).isVisible();
        }
    }

    @Test
    @DisplayName("The page of a run that has ended stays as it is while somebody types into it")
    void leavesTheRunThatEndedAlone() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(40).latency(Duration.ofMillis(300)))) {
            person.knowledgeBase("Ended");
            person.connectEmulator("Emulator", "Slow", source.url());
            var api = Api.of(CHROMIUM.playwright(), ENGINE.url());
            var connector = person.connector().replaceFirst(".*/", "");
            var run = Api.text(api.get("/connectors/%s/runs".formatted(connector)), "id");
            person.open("/ui/runs/" + run);
            assertThat(person.page().locator("#main")).hasAttribute("data-events", Pattern.compile(".*/events.*"));
            assertThat(person.page().locator("#main > div .badge").first()).hasText("completed");

            person.fill("Title or id has", "half a wor");
            person.page().waitForTimeout(8_000);
            assertThat(person.page().getByLabel("Title or id has")).hasValue("half a wor");
        }
    }

    @Test
    @DisplayName("Removals on hold are shown with the reason, and applied by a person")
    void appliesHeldRemovals() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(120))) {
            var connector = holding(source, "Held");
            person.fill("To confirm, type the number of documents", "60");
            person.press("Remove the 60 documents");
            person.open(connector);
            person.waitsFor("60 searchable");
        }
    }

    @Test
    @DisplayName("Removals on hold are refused by a person: the documents stay, and nobody is asked about them again")
    void keepsHeldDocuments() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(120))) {
            var connector = holding(source, "Kept");
            person.press("Keep the 60 documents");
            person.sees("The documents stay, and are searchable as before.");
            person.waitsFor("120 searchable");

            fullRun(connector);
            person.open(connector + "/runs");
            person.waitsFor("full run");
            person.page().locator("tbody th a").first().click();
            person.waitsFor("completed");
            person.open(connector + "/held-removals");
            person.sees("Nothing is on hold");
            person.open(connector);
            person.sees("120 searchable");
        }
    }

    /** A connector 60 of whose 120 documents are on hold, whose list is open then; the path of its page. */
    private String holding(SourceEmulator source, String base) {
        person.knowledgeBase(base);
        person.connectEmulator("Emulator", "Shrinking", source.url());
        person.waitsFor("120 searchable");
        source.corpus()
                .expected()
                .limit(60)
                .toList()
                .forEach(gone -> source.corpus().delete(gone.id()));
        var connector = person.connector();
        fullRun(connector);
        person.open(connector + "/held-removals");
        person.waitsFor("60 documents wait");
        return connector;
    }

    private void fullRun(String connector) {
        person.open(connector);
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
    @DisplayName("A run that ended before it was cancelled says so on its page")
    void cancelsARunTooLate() {
        try (var source = SourceEmulator.start(EmulatorSettings.of(2_000))) {
            source.faults().inject(new Fault.Slow(Duration.ofSeconds(2)), When.always());
            person.knowledgeBase("Too late");
            person.connectEmulator("Emulator", "Slow", source.url());
            var api = Api.of(CHROMIUM.playwright(), ENGINE.url());
            var connector = person.connector().replaceFirst(".*/", "");
            var run = Api.text(api.get("/connectors/%s/runs".formatted(connector)), "id");
            person.page().route("**/events?*", Route::abort);
            person.open("/ui/runs/" + run);
            api.post("/runs/%s/cancel".formatted(run), Map.of());
            api.get("/runs/%s/events".formatted(run));
            person.press("Cancel the run");
            assertThat(person.page().locator("#problems")).containsText("has ended; there is nothing to cancel");
        }
    }

    @Test
    @DisplayName("What a dialog cannot do is said in the dialog")
    void saysAProblemInTheDialog() {
        var base = person.knowledgeBase("Gone");
        person.page().locator("#content details.menu summary").click();
        person.page().locator("#content details.menu").getByText("Rename").click();
        person.dialog().locator("#knowledge-base-form").waitFor();
        Api.of(CHROMIUM.playwright(), ENGINE.url()).delete("/knowledge-bases/" + base);
        person.fill("Name", "Back again");
        person.press("Save");
        assertThat(person.dialog().getByRole(AriaRole.ALERT)).containsText("knowledge base");
    }

    @Test
    @DisplayName("A viewer sees no button that changes anything, and is refused")
    void refusesAViewer() {
        Api.of(CHROMIUM.playwright(), ENGINE.url())
                .post("/accounts", Map.of("username", "vera", "password", AdminEngine.PASSWORD, "role", "viewer"));
        try (var source = SourceEmulator.start(EmulatorSettings.of(120));
                var another = CHROMIUM.fresh()) {
            var connector = holding(source, "Viewed");
            var viewer = new Person(Chromium.signedIn(another, ENGINE, "vera"), ENGINE.url());
            viewer.follow("Viewed");
            viewer.sees("120 searchable");
            var base = URI.create(viewer.page().url()).getPath();
            for (var page : List.of("/ui/knowledge-bases", base, connector, connector + "/held-removals")) {
                viewer.open(page);
                assertThat(viewer.page().locator("h1")).isVisible();
                assertThat(viewer.page().locator("#content form[method=post], #content button"))
                        .hasCount(0);
            }
            viewer.open(base + "/documents");
            assertThat(viewer.page().locator("tbody tr")).hasCount(50);
            assertThat(viewer.page().locator("#content input[type=checkbox], #content button[name=do]"))
                    .hasCount(0);
            for (var change : List.of("/run", "/pause", "/cancel", "/held-removals/keep")) {
                assertThat(viewer.posts(connector + change)).as(change).isEqualTo(403);
            }
            assertThat(viewer.posts(base + "/sync")).isEqualTo(403);
            assertThat(viewer.posts("/ui/sync-all")).isEqualTo(403);
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
