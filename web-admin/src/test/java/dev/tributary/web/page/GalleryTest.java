package dev.tributary.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.ConfigField;
import dev.tributary.web.api.KnowledgeBasesApi.KnowledgeBase;
import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.connector.Examples;
import dev.tributary.web.connector.Trouble;
import dev.tributary.web.connector.Trouble.Button;
import dev.tributary.web.connector.Trouble.Way;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.AuthView;
import dev.tributary.web.form.AuthView.Account;
import dev.tributary.web.form.AuthView.AccountList;
import dev.tributary.web.form.CronWords;
import dev.tributary.web.form.Drawing;
import dev.tributary.web.form.FieldView;
import dev.tributary.web.form.FieldView.Option;
import dev.tributary.web.form.FormView;
import dev.tributary.web.form.Picker;
import dev.tributary.web.form.Places;
import dev.tributary.web.form.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** All parts of pages on one, which is left in {@code target/gallery.html} for people to look at. */
final class GalleryTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"(\\w+)");

    private static final Document GALLERY = gallery();

    @Test
    void showsEveryPart() throws IOException {
        var parts = new TreeSet<String>();
        for (var folder : List.of("part", "layout")) {
            try (var files = Files.list(TEMPLATES.resolve(folder))) {
                for (var file : files.toList()) {
                    var name = folder + "/" + file.getFileName().toString().replace(".html", "");
                    FRAGMENT.matcher(Files.readString(file))
                            .results()
                            .forEach(found -> parts.add(name + " :: " + found.group(1)));
                }
            }
        }

        assertThat(parts).hasSizeGreaterThan(25);
        assertThat(new TreeSet<>(GALLERY.select("[data-fragment]").eachAttr("data-fragment")))
                .containsExactlyElementsOf(parts);
    }

    @Test
    void showsEveryKindOfField() {
        assertThat(Samples.EVERYTHING.fields().stream().map(Object::getClass)).containsAll(kinds(ConfigField.class));
        assertThat(Stream.concat(form().fields().stream(), form().advanced().stream())
                        .map(Object::getClass))
                .containsAll(kinds(FieldView.class));
        assertThat(auths().stream().map(Object::getClass)).containsExactlyInAnyOrderElementsOf(kinds(AuthView.class));
        assertThat(GALLERY.select("[id^=field-]:not([id^=field-] *)").eachAttr("id"))
                .containsExactlyInAnyOrderElementsOf(Samples.EVERYTHING.fields().stream()
                        .map(field -> "field-" + field.key())
                        .toList());
        assertThat(GALLERY.select("#field-tables input[type=checkbox]")).hasSize(2);
    }

    @Test
    void isAsStrictAsPagesAre() {
        assertThat(GALLERY.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(GALLERY.select("[style], [onclick], script:not([src])")).isEmpty();
        assertThat(GALLERY.select("tbody tr td code").eachText()).contains("indexed", "held");
    }

    @Test
    void canBeLookedAt() throws IOException {
        var html = GALLERY.outerHtml();
        for (var asset : new Assets().addresses().entrySet()) {
            html = html.replace(asset.getValue(), found(asset.getKey()));
        }

        var written = Files.writeString(Path.of("target/gallery.html"), html, UTF_8);

        assertThat(written).content().contains("classes/admin/assets/admin.css");
    }

    /** Where it is, as seen from {@code target}. */
    private static String found(String asset) throws IOException {
        var target = Path.of("target");
        try (var files = Files.walk(target.resolve("classes/admin/assets"))) {
            return files.filter(file -> file.endsWith(asset))
                    .map(file -> target.relativize(file).toString().replace('\\', '/'))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(kind -> kinds(kind).stream())
                        .toList()
                : List.of(type);
    }

    private static Document gallery() {
        var model = new HashMap<String, Object>();
        model.put("shell", new Shell(new Me("ann", Role.ADMIN, "token", false), Theme.LIGHT));
        model.put("base", new KnowledgeBase("2", "Handbook", "", 1, Examples.NOON, null, null, 0));
        model.put("connector", Examples.holding(3));
        model.put(
                "states",
                List.of("indexed", "pending", "failed", "skipped", "filtered", "excluded", "removed", "held"));
        model.put("healths", List.of("ok", "running", "queued", "partial", "failing", "paused", "disabled", "new"));
        model.put("at", Examples.NOON);
        model.put("troubles", Stream.of(Way.values()).map(GalleryTest::trouble).toList());
        model.put("tags", List.of("group", "path"));
        model.put("values", Map.of("group", "ann"));
        model.put("form", form());
        model.put("auths", auths());
        return Rendered.page(new Marked(), "gallery", model, texts -> Map.of("cronWords", new CronWords(texts)));
    }

    private static Trouble trouble(Way way) {
        return new Trouble(
                "The source did not answer.",
                "Look whether it is there.",
                new Button("list.next", "/ui/connectors/7", way, "kind", "sync"));
    }

    /** With an answer that is wrong, and a list that is open. */
    private static FormView form() {
        var answers = Answers.fresh(Samples.EVERYTHING)
                .with("texts", List.of("one", "two"))
                .with("base", List.of("b1"))
                .with("tables", List.of("t1"));
        var opened = new Picker.Opened(
                "tables",
                List.of(),
                List.of(new Option("t1", "Invoices", true), new Option("t2", "Offers", false)),
                "c2",
                "",
                null);
        return new Drawing(
                        Samples.EVERYTHING,
                        answers,
                        new Drawing.Known(
                                Map.of("config.url", "must begin with https://", "schedule.cron", "is no time"),
                                Set.of("apiKey"),
                                Drawing.Known.NOTHING.accounts(),
                                Places.UNKNOWN,
                                opened,
                                ""))
                .form();
    }

    private static List<AuthView> auths() {
        var accounts = new AccountList(
                "Acme",
                true,
                List.of(
                        new Account("1", "ann@example.com", true, null, List.of()),
                        new Account("2", "bob@example.com", true, null, List.of("read")),
                        new Account("3", "cid@example.com", false, "It was revoked.", List.of())),
                null);
        var known = new Drawing.Known(Map.of(), Set.of(), accounts, Places.UNKNOWN, null, "");
        return List.of(
                form().auth(),
                new Drawing(Samples.SIGNED_IN, Answers.fresh(Samples.SIGNED_IN), known)
                        .form()
                        .auth(),
                new AuthView.Open());
    }
}
