package dev.tributary.web.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.catalog.ConnectorCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The modal of each connector in the catalog. */
final class EveryConnectorIT {
    @RegisterExtension
    static final AdminEngine ENGINE = new AdminEngine();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @Test
    @DisplayName(
            "Each connector of the catalog opens, shows all fields, and refuses what is incomplete at the right field")
    void all() {
        try (var context = CHROMIUM.fresh()) {
            var person = new Person(Chromium.signedIn(context, ENGINE), ENGINE.url());
            var base = person.knowledgeBase("Every connector");
            var all = new ArrayList<>(ConnectorCatalog.all());
            assertThat(all).isNotEmpty();
            all.add(StrangerConnector.META);
            for (var meta : all) {
                person.open("/ui/knowledge-bases/" + base);
                person.choose(meta.name());
                shows(person, meta);
                refuses(person, meta);
            }
        }
    }

    private static void shows(Person person, ConnectorMeta meta) {
        var form = person.dialog().locator("#connector-form");
        assertThat(form).isVisible();
        for (var field : meta.fields()) {
            if (field instanceof ConfigField.CanonicalPair pair) {
                titled(form, pair.picked().prompt());
                form.locator("button[value='toggle:%s']".formatted(field.key())).click();
            }
            titled(form, field.prompt());
        }
        secrets(meta)
                .forEach(secret -> assertThat(form.getByLabel(secret.label())).isVisible());
        meta.tags()
                .forEach(tag ->
                        assertThat(form.getByText(tag.displayName()).first()).isAttached());
    }

    private static void titled(Locator form, Prompt prompt) {
        assertThat(form.getByText(prompt.title(), new Locator.GetByTextOptions().setExact(true))
                        .first())
                .isAttached();
    }

    private static void refuses(Person person, ConnectorMeta meta) {
        var required = meta.fields().stream()
                .filter(field -> field.prompt().required() && !(field instanceof ConfigField.Dropdown))
                .toList();
        person.press("Save");
        var wrong = person.dialog().locator("[aria-invalid=true], .invalid-feedback:not(:empty)");
        if (required.isEmpty() && secrets(meta).stream().allMatch(AuthConfig.Secret::optional)) {
            return;
        }
        assertThat(wrong.first()).isVisible();
        for (var field : required) {
            var error = person.dialog()
                    .locator("#field-%s-error, [id$='%s-error']".formatted(field.key(), field.key()))
                    .first();
            assertThat(error).not().isEmpty();
        }
    }

    private static List<AuthConfig.Secret> secrets(ConnectorMeta meta) {
        return meta.auth() instanceof AuthConfig.ApiKey key
                ? key.secrets()
                : Stream.<AuthConfig.Secret>empty().toList();
    }

    @Test
    @DisplayName("A connector that only lies in a jar appears with its form, is filled in, and its document is found")
    void stranger() {
        try (var context = CHROMIUM.fresh()) {
            var person = new Person(Chromium.signedIn(context, ENGINE), ENGINE.url());
            person.knowledgeBase("Of a stranger");
            person.choose("Stranger");
            var form = person.dialog().locator("#connector-form");
            assertThat(form).containsText("No place is left in this knowledge base for: Lent");
            assertThat(form).containsText("Select Library first");

            person.fill("User key", "u-1");
            person.fill("Floor", "3");
            person.fill("Library", "City library");
            person.page().keyboard().press("Tab");
            person.press("Choose…");
            person.press("Show more");
            person.press("Show more");
            assertThat(form.getByText("Shelf 120")).isVisible();
            form.getByLabel("Search in Shelf").fill("77");
            form.getByText("Shelf 77").click();
            person.press("Done");
            assertThat(form.locator(".chosen")).containsText("Shelf 77");
            person.press("Save");
            person.waitsFor("1 searchable");
            person.follow("Documents");
            person.follow("All that the stranger has");
            person.sees("City library, floor 3, shelf 77, day");
        }
    }
}
