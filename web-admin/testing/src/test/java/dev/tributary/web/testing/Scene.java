package dev.tributary.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.connector.testkit.emulator.When;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An engine that has been used: a knowledge base whose connectors work, fail, wait, hold removals back and are paused, one
 * without connectors, people and settings. Sources are emulated and stay up until it is closed.
 */
final class Scene implements AutoCloseable {
    static final String LONG_NAME =
            "Engineering handbook and everything that the platform teams ever wrote down about it, 2019–2026";

    private final SourceEmulator handbook = SourceEmulator.start(EmulatorSettings.of(240));
    private final SourceEmulator tickets =
            SourceEmulator.start(EmulatorSettings.of(80).seed(2));
    private final SourceEmulator closed =
            SourceEmulator.start(EmulatorSettings.of(20).seed(3));
    private final SourceEmulator archive =
            SourceEmulator.start(EmulatorSettings.of(120).seed(4));
    private final SourceEmulator slow =
            SourceEmulator.start(EmulatorSettings.of(6_000).seed(5));

    private final Api api;
    final String base;
    final String empty;
    final String working;
    final String failing;
    final String refused;
    final String held;
    final String running;
    final String run;
    final String partialRun;
    final String documentUrl;
    final String word;

    Scene(Playwright playwright, AdminEngine engine) {
        api = Api.of(playwright, engine.url());
        base = api.make(
                "/knowledge-bases", Map.of("name", "Company handbook", "description", "What everybody may know"));
        empty = api.make("/knowledge-bases", Map.of("name", LONG_NAME));

        working = emulated(handbook, "Handbook");
        api.firstRun(working);
        change();
        run = api.run(working, "sync");
        documentUrl = Api.text(api.get("/connectors/%s/documents?limit=1".formatted(working)), "sourceUrl");
        var title =
                handbook.corpus().expected().skip(20).findFirst().orElseThrow().title();
        word = title.substring(0, title.indexOf(' '));

        tickets.corpus()
                .expected()
                .limit(3)
                .map(CorpusDocument::id)
                .forEach(id -> tickets.faults()
                        .inject(new Fault.Unreadable(), When.always().onDocument(id)));
        failing = emulated(tickets, LONG_NAME);
        partialRun = api.firstRun(failing);

        refused = refused();
        held = held();
        paused();
        settings();
        slow.faults()
                .inject(new Fault.Slow(Duration.ofSeconds(1)), When.always().on(Call.Kind.READ));
        running = emulated(slow, "Wiki of the support team");
    }

    private String emulated(SourceEmulator source, String name) {
        return api.connector(base, "emulator", name, source.config(50), null);
    }

    private void change() {
        var documents =
                handbook.corpus().expected().limit(12).map(CorpusDocument::id).toList();
        documents.subList(0, 5).forEach(handbook.corpus()::change);
        documents.subList(5, 8).forEach(handbook.corpus()::retitle);
        documents.subList(8, 12).forEach(handbook.corpus()::delete);
        handbook.corpus().add();
    }

    private String refused() {
        closed.requireToken("key-of-spring"::equals);
        var connector = api.connector(base, "emulator", "Contracts", closed.config(50), "key-of-spring");
        api.firstRun(connector);
        closed.requireToken("key-of-autumn"::equals);
        api.run(connector, "sync");
        return connector;
    }

    private String held() {
        var connector = emulated(archive, "Archive");
        api.firstRun(connector);
        archive.corpus().expected().limit(70).map(CorpusDocument::id).toList().forEach(archive.corpus()::delete);
        api.run(connector, "full");
        assertThat(api.get("/connectors/%s/held-removals".formatted(connector))).contains("\"externalId\"");
        return connector;
    }

    String handbookUrl() {
        return handbook.url();
    }

    private void paused() {
        var connector = api.connector(
                base, "generated", "Old intranet", Map.of("count", List.of("12"), "content", List.of("inline")), null);
        api.firstRun(connector);
        api.post("/connectors/%s/pause".formatted(connector), Map.of());
    }

    private void settings() {
        person("vera.viewer", "viewer");
        person("edda.editor", "editor");
    }

    private void person(String username, String role) {
        api.post("/accounts", Map.of("username", username, "password", "a long enough password", "role", role));
    }

    @Override
    public void close() {
        List.of(handbook, tickets, closed, archive, slow).forEach(SourceEmulator::close);
    }
}
