package dev.tributary.web.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.ConnectorCatalog;
import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.AuthView.Account;
import dev.tributary.web.form.AuthView.AccountList;
import dev.tributary.web.form.CronWords;
import dev.tributary.web.form.Drawing;
import dev.tributary.web.form.FieldView.Option;
import dev.tributary.web.form.Picker;
import dev.tributary.web.form.Places;
import dev.tributary.web.form.Posted;
import dev.tributary.web.form.Samples;
import dev.tributary.web.page.Rendered;
import dev.tributary.web.page.Shell;
import dev.tributary.web.page.Theme;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.LinkedMultiValueMap;

/** The form as browsers get it, of every declaration there is and of some that are in no catalog. */
final class FormPageTest {
    private static final Drawing.Known NOTHING = Drawing.Known.NOTHING;

    static Stream<ConnectorMeta> declarations() {
        return Stream.concat(ConnectorCatalog.all().stream(), Stream.of(Samples.EVERYTHING, Samples.SIGNED_IN));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void asksEveryQuestionUnderTheEnginesName(ConnectorMeta meta) {
        var page = page(meta, Answers.fresh(meta), NOTHING);

        for (var field : meta.fields()) {
            var element = Objects.requireNonNull(page.getElementById("field-" + field.key()), field.key());
            assertThat(element.text()).contains(title(field));
            assertThat(element.select("[name='%s']".formatted(inputName(field))))
                    .as(field.key())
                    .isNotEmpty();
        }
        for (var tag : meta.tags()) {
            assertThat(page.select("input[name=tag][value=%s]".formatted(tag.id())))
                    .hasSize(1);
        }
        assertThat(page.select("input[name=name]").val()).isEqualTo(meta.name());
        assertThat(page.select("[type=password]")).hasSize(secrets(meta));
        assertThat(page.select(".setup li").eachText()).isEqualTo(meta.setup().steps());
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void labelsEachInputAndUsesNoIdTwice(ConnectorMeta meta) {
        var page = page(meta, Answers.fresh(meta), NOTHING);

        var ids = new HashSet<String>();
        assertThat(page.select("[id]").eachAttr("id")).allMatch(ids::add);
        for (var input : page.select("input:not([type=hidden]), select")) {
            assertThat(isLabelled(page, input)).as(input.outerHtml()).isTrue();
        }
        for (var described : page.select("[aria-describedby]")) {
            assertThat(ids)
                    .as(described.outerHtml())
                    .contains(described.attr("aria-describedby").split(" "));
        }
        assertThat(page.select("[style], [onclick], script:not([src])")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void readsBackWhatItDrew(ConnectorMeta meta) {
        var answers = filled(meta);

        assertThat(posted(meta, page(meta, answers, NOTHING)).answers().config())
                .isEqualTo(answers.config());
    }

    @Test
    void neverSendsASecretBack() {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("secrets.apiKey", "s3cret-canary");
        var answers = new Posted(Samples.EVERYTHING, form).answers();
        var errors = new Drawing.Known(
                Map.of("secrets.apiKey", "was refused"), Set.of(), AccountLists.NONE, Places.UNKNOWN, null, "");

        var page = page(Samples.EVERYTHING, answers, errors);

        assertThat(page.outerHtml()).doesNotContain("s3cret-canary").contains("was refused");
        assertThat(page.select("#secret-apiKey").attr("hx-preserve")).isEqualTo("true");
    }

    @Test
    void marksTheFieldThatIsWrong() {
        var errors = new HashMap<String, String>();
        Samples.EVERYTHING.fields().forEach(field -> errors.put("config." + field.key(), "wrong: " + field.key()));
        var page = page(
                Samples.EVERYTHING,
                Answers.fresh(Samples.EVERYTHING),
                new Drawing.Known(errors, Set.of(), AccountLists.NONE, Places.UNKNOWN, null, ""));

        for (var field : Samples.EVERYTHING.fields()) {
            assertThat(page.select("#field-%s-error".formatted(field.key())).text())
                    .isEqualTo("wrong: " + field.key());
        }
        assertThat(page.select("#form-problems").text()).isEmpty();
    }

    @Test
    void showsTheListOfAPairAndWhereItGoesOn() {
        var opened =
                new Picker.Opened("tables", List.of(), List.of(new Option("t1", "Table <one>", false)), "c2", "", null);
        var answers =
                Answers.fresh(Samples.EVERYTHING).with("base", List.of("b1")).with("tables", List.of("t9"));
        var page = page(
                Samples.EVERYTHING,
                answers,
                new Drawing.Known(Map.of(), Set.of(), AccountLists.NONE, Places.UNKNOWN, opened, ""));

        var field = Optional.ofNullable(page.getElementById("field-tables")).orElseThrow();
        assertThat(field.select("input[type=checkbox]").eachAttr("value")).containsExactly("t9\tt9", "t1\tTable <one>");
        assertThat(field.select("[name='cursor.tables']").val()).isEqualTo("c2");
        assertThat(field.select("[value='more:tables']")).hasSize(1);
        assertThat(page.select("#field-limit").text()).doesNotContain("first");
    }

    @Test
    void saysWhyThereIsNoListAndOffersToEnterByHand() {
        var opened = new Picker.Opened("base", List.of(), List.of(), null, "", "Everything does not answer.");
        var page = page(
                Samples.EVERYTHING,
                Answers.fresh(Samples.EVERYTHING),
                new Drawing.Known(Map.of(), Set.of(), AccountLists.NONE, Places.UNKNOWN, opened, ""));

        assertThat(page.select("#field-base .alert").text()).contains("Everything does not answer.");
        assertThat(page.select("#field-base .alert button").val()).isEqualTo("toggle:base");
    }

    @Test
    void asksFirstForWhatChoicesDependOn() {
        var page = page(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING), NOTHING);

        assertThat(page.select("#field-tables").text()).contains("Select Base first");
        assertThat(page.select("#field-tables [value='choose:tables']")).isEmpty();
        assertThat(page.select("#field-base [value='choose:base']")).hasSize(1);
    }

    @Test
    void showsAccountsAndWhatToDoAboutThem() {
        var accounts = new AccountList(
                "Acme",
                true,
                List.of(
                        new Account("1", "ann", true, null, List.of()),
                        new Account("2", "bob", true, null, List.of("read")),
                        new Account("3", "cid", false, "It was revoked.", List.of())),
                null);
        var page = page(
                Samples.SIGNED_IN,
                Answers.fresh(Samples.SIGNED_IN).withAccount("2"),
                new Drawing.Known(Map.of(), Set.of(), accounts, Places.UNKNOWN, null, ""));

        assertThat(page.select("input[name=credentialId][checked]").val()).isEqualTo("2");
        assertThat(page.select("#accounts button[name=credentialId]").eachAttr("value"))
                .containsExactly("2", "3");
        assertThat(page.select("#accounts").text())
                .contains("Still needed: read")
                .contains("It was revoked.");
        assertThat(page.select("form#connect-account").attr("target")).isEqualTo("_blank");
    }

    @Test
    void saysThatAnAdministratorSetsUpTheProviderFirst() {
        var accounts = new AccountList("Acme", false, List.of(), null);
        var page = page(
                Samples.SIGNED_IN,
                Answers.fresh(Samples.SIGNED_IN),
                new Drawing.Known(Map.of(), Set.of(), accounts, Places.UNKNOWN, null, ""));

        assertThat(page.select("#accounts a").attr("href")).isEqualTo("/ui/settings");
        assertThat(page.select("#accounts [form=connect-account]")).isEmpty();
    }

    private static Answers filled(ConnectorMeta meta) {
        var answers = Answers.fresh(meta);
        for (var field : meta.fields()) {
            answers = answers.with(
                    field.key(),
                    field.prompt().many() ? values(field) : values(field).subList(0, 1));
        }
        return answers;
    }

    private static List<String> values(ConfigField field) {
        return switch (field) {
            case ConfigField.ShortInput _ -> List.of("https://example.com/<a>", "b \"c\"");
            case ConfigField.NumberInput _ -> List.of("1", "2");
            case ConfigField.Dropdown dropdown ->
                dropdown.choices().stream().map(ConfigField.Choice::value).toList();
            case ConfigField.CanonicalPair pair -> values(pair.entered());
        };
    }

    /** What a browser would send of a page. */
    private static Posted posted(ConnectorMeta meta, Document page) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var input : page.select("#connector-form input[name], #connector-form option[selected]")) {
            var isOff = List.of("checkbox", "radio").contains(input.attr("type")) && !input.hasAttr("checked");
            var name = input.normalName().equals("option")
                    ? Optional.ofNullable(input.parent()).orElseThrow().attr("name")
                    : input.attr("name");
            if (!isOff) {
                form.add(name, input.attr("value"));
            }
        }
        return new Posted(meta, form);
    }

    private static boolean isLabelled(Document page, Element input) {
        return input.hasAttr("aria-label")
                || input.closest("label") != null
                || (input.hasAttr("id")
                        && !page.select("label[for=%s]".formatted(input.id())).isEmpty());
    }

    private static String title(ConfigField field) {
        return field instanceof ConfigField.CanonicalPair pair
                ? pair.picked().prompt().title()
                : field.prompt().title();
    }

    private static String inputName(ConfigField field) {
        return field instanceof ConfigField.CanonicalPair ? "mode." + field.key() : "config." + field.key();
    }

    private static int secrets(ConnectorMeta meta) {
        return meta.auth() instanceof AuthConfig.ApiKey key ? key.secrets().size() : 0;
    }

    private static Document page(ConnectorMeta meta, Answers answers, Drawing.Known known) {
        return Rendered.page(
                "connect/form",
                Map.of(
                        "shell",
                        new Shell(new Me("ann", Role.EDITOR, "token", false), Theme.LIGHT),
                        "form",
                        new Drawing(meta, answers, known).form(),
                        "preserves",
                        true,
                        "target",
                        Target.fresh("1", meta.id(), Optional.empty()),
                        "preview",
                        Optional.empty(),
                        "said",
                        ""),
                texts -> Map.of("cronWords", new CronWords(texts)));
    }
}
