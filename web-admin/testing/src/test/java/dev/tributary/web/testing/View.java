package dev.tributary.web.testing;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A page of the UI, or a dialog over it.
 *
 * @param name its pictures' names begin with it
 * @param path where it is
 * @param then what is done there before it is looked at
 */
record View(String name, String path, Consumer<Person> then) {
    static List<View> all(Scene scene) {
        return Stream.of(watched(scene), added(scene), documents(scene), settings())
                .flatMap(List::stream)
                .toList();
    }

    private static View at(String name, String path) {
        return new View(name, path, _ -> {});
    }

    private static List<View> watched(Scene scene) {
        var base = "/ui/knowledge-bases/" + scene.base;
        return List.of(
                at("knowledge-bases", "/ui/knowledge-bases"),
                new View("knowledge-base-new", "/ui/knowledge-bases", person -> person.follow("New knowledge base")),
                at("knowledge-base", base),
                at("knowledge-base-empty", "/ui/knowledge-bases/" + scene.empty),
                at("knowledge-base-delete", base + "/delete"),
                at("connector", "/ui/connectors/" + scene.working),
                at("connector-failing", "/ui/connectors/" + scene.failing),
                at("connector-refused", "/ui/connectors/" + scene.refused),
                at("connector-running", "/ui/connectors/" + scene.running),
                at("runs", "/ui/connectors/%s/runs".formatted(scene.working)),
                at("run", "/ui/runs/" + scene.run),
                at("run-partial", "/ui/runs/" + scene.partialRun),
                at("held-removals", "/ui/connectors/%s/held-removals".formatted(scene.held)),
                at("held-removals-none", "/ui/connectors/%s/held-removals".formatted(scene.working)));
    }

    private static List<View> added(Scene scene) {
        var base = "/ui/knowledge-bases/" + scene.empty;
        return List.of(
                new View("sources", base, person -> person.offered("GitHub").waitFor()),
                new View("connector-form", base, person -> person.choose("GitHub")),
                new View("connector-form-refused", base, View::refused),
                new View("connector-preview", base, person -> preview(person, scene)),
                at("connector-edit", "/ui/connectors/%s/edit".formatted(scene.working)),
                at("connector-delete", "/ui/connectors/%s/delete".formatted(scene.working)));
    }

    private static void refused(Person person) {
        person.choose("GitHub");
        person.press("Save");
        person.dialog().locator("[aria-invalid=true]").first().waitFor();
    }

    private static void preview(Person person, Scene scene) {
        person.choose("Emulator");
        person.fill("Address", scene.handbookUrl());
        person.press("Preview");
        var answer = person.dialog().getByText("documents would").first();
        answer.waitFor();
        answer.scrollIntoViewIfNeeded();
    }

    private static List<View> documents(Scene scene) {
        var base = "/ui/knowledge-bases/" + scene.base;
        return List.of(
                at("documents", base + "/documents"),
                at("documents-failed", base + "/documents?state=failed"),
                at("documents-none", base + "/documents?q=nothing-like-this"),
                at("documents-of-connector", "/ui/connectors/%s/documents".formatted(scene.working)),
                new View("document", base + "/documents?connector=" + scene.working, View::document),
                new View("document-failed", base + "/documents?state=failed", View::document),
                at("search-empty", base + "/search"),
                at("search", base + "/search?q=" + scene.word),
                at("search-nothing", base + "/search?q=qqqqzzzz"),
                at("explain", base + "/explain"),
                at("explain-here", base + "/explain?url=" + scene.documentUrl),
                at("explain-unknown", base + "/explain?url=https://example.org/never-seen"),
                at("not-found", "/ui/documents/999999"));
    }

    private static void document(Person person) {
        person.page().locator("tbody tr a[href*='/ui/documents/']").first().click();
        person.page().waitForURL("**/ui/documents/*");
    }

    private static List<View> settings() {
        return Stream.of(
                        "people",
                        "tokens",
                        "accounts",
                        "oauth",
                        "providers",
                        "sources",
                        "encryption",
                        "audit",
                        "health",
                        "sessions",
                        "password")
                .map(name -> at("settings-" + name, "/ui/settings/" + name))
                .toList();
    }
}
