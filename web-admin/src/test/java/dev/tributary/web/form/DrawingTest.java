package dev.tributary.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.ConnectorCatalog;
import dev.tributary.web.form.AuthView.Account;
import dev.tributary.web.form.AuthView.AccountList;
import dev.tributary.web.form.FieldView.Option;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DrawingTest {

    static Stream<ConnectorMeta> declarations() {
        return Stream.concat(ConnectorCatalog.all().stream(), Stream.of(Samples.EVERYTHING, Samples.SIGNED_IN));
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void drawsEveryQuestionOfADeclarationOnceAndInItsOrder(ConnectorMeta meta) {
        var form = form(meta, Answers.fresh(meta));

        assertThat(Stream.concat(form.fields().stream(), form.advanced().stream())
                        .map(field -> field.question().key()))
                .containsExactlyInAnyOrderElementsOf(
                        meta.fields().stream().map(ConfigField::key).toList());
        assertThat(form.tags().stream().map(FormView.TagView::id))
                .containsExactlyElementsOf(
                        meta.tags().stream().map(tag -> tag.id()).toList());
        assertThat(form.name()).isEqualTo(meta.name());
    }

    @Test
    void drawsEachKindAsItIs() {
        var form = form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING));

        assertThat(form.fields().stream().map(FieldView::fragment))
                .containsExactly(
                        "text", "text", "text", "text", "number", "options", "options", "options", "pair", "pair",
                        "pair");
        assertThat(form.advanced().stream().map(field -> field.question().key()))
                .containsExactly("numbers", "level");
        assertThat(form.isAdvancedTouched()).isFalse();
    }

    @Test
    void choosesTheFirstWhereAnAnswerIsRequiredAndNoneElse() {
        var form = form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING));

        assertThat(((FieldView.Options) field(form, "mode")).options())
                .containsExactly(new Option("a", "First", true), new Option("b", "Second", false));
        assertThat(((FieldView.Options) field(form, "filter")).isAnswered()).isFalse();
    }

    @Test
    void addsALineWhereSeveralAnswersAreTaken() {
        var answers = Answers.fresh(Samples.EVERYTHING)
                .with("texts", List.of("one", "two"))
                .with("text", List.of("one"));
        var form = form(Samples.EVERYTHING, answers);

        assertThat(((FieldView.Text) field(form, "texts")).values()).containsExactly("one", "two", "");
        assertThat(((FieldView.Text) field(form, "text")).values()).containsExactly("one");
        assertThat(((FieldView.Text) field(form, "url")).values()).containsExactly("");
    }

    @Test
    void asksFirstForWhatChoicesDependOn() {
        var before = (FieldView.Pair) field(form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING)), "tables");
        var after = (FieldView.Pair) field(
                form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING).with("base", List.of("b7"))), "tables");

        assertThat(before.picker().missing()).isEqualTo("Base");
        assertThat(after.picker().missing()).isNull();
        assertThat(after.picker().basis()).isEqualTo("b7");
    }

    @Test
    void tellsWhichFieldsAreDrawnAnewWhenAnAnswerChanges() {
        var form = form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING));

        assertThat(field(form, "base").question().dependents()).containsExactly("field-tables");
        assertThat(field(form, "text").question().dependents()).isEmpty();
    }

    @Test
    void keepsWhatIsChosenInAListThatDoesNotShowIt() {
        var answers = Answers.fresh(Samples.EVERYTHING).with("base", List.of("b7"));
        var opened = new Picker.Opened(
                "base",
                List.of(),
                List.of(new Option("b8", "Eight", false), new Option("b9", "Nine", false)),
                "next",
                "nin",
                null);
        var shown = Objects.requireNonNull(((FieldView.Pair)
                        field(form(Samples.EVERYTHING, answers, known(Map.of(), opened)), "base"))
                .picker()
                .opened());

        assertThat(shown.kept()).containsExactly(new Option("b7", "b7", true));
        assertThat(shown.options()).containsExactly(new Option("b9", "Nine", false));
    }

    @Test
    void putsEachErrorAtItsFieldAndTellsTheOthers() {
        var errors = Map.of(
                "config.base", "no such base",
                "secrets.apiKey", "refused",
                "name", "too long",
                "schedule.cron", "not cron",
                "config", "the source says no",
                "credentialId", "is not taken",
                "", "all of it");
        var form = form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING), known(errors, null));

        assertThat(field(form, "base").question().error()).isEqualTo("no such base");
        assertThat(((AuthView.Secrets) form.auth()).secrets().getFirst().error())
                .isEqualTo("refused");
        assertThat(form.problems()).containsExactly("all of it", "is not taken", "the source says no");
    }

    @Test
    void opensMoreSettingsWhereSomethingIsWrongOrAnswered() {
        var fresh = Answers.fresh(Samples.EVERYTHING);

        assertThat(form(Samples.EVERYTHING, fresh, known(Map.of("config.numbers", "no number"), null))
                        .isAdvancedTouched())
                .isTrue();
        assertThat(form(Samples.EVERYTHING, fresh.with("level", List.of("a"))).isAdvancedTouched())
                .isTrue();
    }

    @Test
    void asksForASecretThatIsStoredOnlyToReplaceIt() {
        var known = new Drawing.Known(Map.of(), Set.of("apiKey"), AccountList.NONE, Places.UNKNOWN, null, "");
        var secrets = ((AuthView.Secrets) form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING), known)
                        .auth())
                .secrets();

        assertThat(secrets.stream().map(AuthView.SecretView::isRequired)).containsExactly(false, false);
        assertThat(((AuthView.Secrets) form(Samples.EVERYTHING, Answers.fresh(Samples.EVERYTHING))
                                .auth())
                        .secrets().stream().map(AuthView.SecretView::isRequired))
                .containsExactly(true, false);
    }

    @Test
    void meansTheOnlyAccountIfItMayReadAll() {
        assertThat(chosen(new Account("7", "ann", true, null, List.of()))).isEqualTo("7");
        assertThat(chosen(new Account("7", "ann", true, null, List.of("read")))).isEmpty();
        assertThat(chosen(new Account("7", "ann", false, "revoked", List.of()))).isEmpty();
    }

    @Test
    void tellsWhichTagsFindNoPlace() {
        var places = new Places(Map.of("author", "text_3", "public", "flag_1"), Set.of("size", "changed"));
        var answers = new Posted(
                        Samples.EVERYTHING,
                        new org.springframework.util.LinkedMultiValueMap<>(
                                Map.of("tags", List.of("shown"), "tag", List.of("author", "size", "public"))))
                .answers();
        var form = form(
                Samples.EVERYTHING, answers, new Drawing.Known(Map.of(), Set.of(), AccountList.NONE, places, null, ""));

        assertThat(form.tagsWithoutPlace()).containsExactly("Size");
        assertThat(form.tags().getFirst().place())
                .isEqualTo(new FormView.Place(dev.tributary.meta.TagDefinition.Type.TEXT, 3, 7));
    }

    private static String chosen(Account account) {
        var list = new AccountList("Acme", true, List.of(account), null);
        var known = new Drawing.Known(Map.of(), Set.of(), list, Places.UNKNOWN, null, "");
        return ((AuthView.Accounts) form(Samples.SIGNED_IN, Answers.fresh(Samples.SIGNED_IN), known)
                        .auth())
                .chosen();
    }

    private static Drawing.Known known(
            Map<String, String> errors, Picker.@org.jspecify.annotations.Nullable Opened opened) {
        return new Drawing.Known(errors, Set.of(), AccountList.NONE, Places.UNKNOWN, opened, "");
    }

    private static FormView form(ConnectorMeta meta, Answers answers) {
        return form(meta, answers, Drawing.Known.NOTHING);
    }

    private static FormView form(ConnectorMeta meta, Answers answers, Drawing.Known known) {
        return new Drawing(meta, answers, known).form();
    }

    private static FieldView field(FormView form, String key) {
        return Stream.concat(form.fields().stream(), form.advanced().stream())
                .filter(field -> field.question().key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
