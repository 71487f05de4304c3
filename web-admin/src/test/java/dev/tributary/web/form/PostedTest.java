package dev.tributary.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

final class PostedTest {

    @Test
    void readsEachFieldAndDropsBlankLines() {
        var answers = read(Map.of(
                "name", List.of(" Handbook "),
                "config.text", List.of(" line "),
                "config.texts", List.of("one", " ", "two", "one"),
                "config.number", List.of("12"),
                "config.mode", List.of("b"),
                "config.kinds", List.of("a", "b"),
                "config.unknown", List.of("x")));

        assertThat(answers.name()).isEqualTo("Handbook");
        assertThat(answers.config())
                .containsOnly(
                        Map.entry("text", List.of("line")),
                        Map.entry("texts", List.of("one", "two")),
                        Map.entry("number", List.of("12")),
                        Map.entry("mode", List.of("b")),
                        Map.entry("kinds", List.of("a", "b")));
    }

    @Test
    void readsWhatWasPickedWithItsLabel() {
        var answers = read(Map.of("mode.base", List.of("pick"), "pick.base", List.of("b7\tBase seven")));

        assertThat(answers.of("base")).containsExactly("b7");
        assertThat(answers.label("base", "b7")).isEqualTo("Base seven");
    }

    @Test
    void keepsAnAnswerAcrossTheToggleAndBack() {
        var byHand = read(Map.of("mode.base", List.of("pick"), "pick.base", List.of("b7\tBase seven")))
                .toggled("base");
        assertThat(byHand.byHand()).containsExactly("base");
        assertThat(byHand.of("base")).containsExactly("b7");

        var back = read(Map.of(
                        "mode.base", List.of("hand"),
                        "config.base", List.of("b7"),
                        "pick.base", List.of("b7\tBase seven")))
                .toggled("base");
        assertThat(back.byHand()).isEmpty();
        assertThat(back.label("base", back.of("base").getFirst())).isEqualTo("Base seven");
    }

    @Test
    void clearsWhatDependedOnAnAnswerThatChangedAndWhatDependedOnThat() {
        var form = form(Map.of(
                "mode.base", List.of("pick"),
                "pick.base", List.of("b8\tBase eight"),
                "basis.tables", List.of("b7"),
                "pick.tables", List.of("t1\tTable"),
                "mode.tables", List.of("pick"),
                "basis.limit", List.of("t1"),
                "mode.limit", List.of("hand")));
        form.add("config.limit", "3");

        assertThat(new Posted(Samples.EVERYTHING, form).answers().config()).containsOnlyKeys("base");
    }

    @Test
    void keepsWhatDependsOnAnAnswerThatStays() {
        var answers = read(Map.of(
                "pick.base",
                List.of("b7\tBase"),
                "mode.base",
                List.of("pick"),
                "basis.tables",
                List.of("b7"),
                "pick.tables",
                List.of("t1\tTable", "t2\tOther")));

        assertThat(answers.of("tables")).containsExactly("t1", "t2");
    }

    @Test
    void keepsWhatWasEnteredBeforeTheAnswerItDependsOn() {
        var answers = read(Map.of(
                "pick.base",
                List.of("b7\tBase"),
                "mode.base",
                List.of("pick"),
                "basis.tables",
                List.of(""),
                "config.tables",
                List.of("t1"),
                "mode.tables",
                List.of("hand")));

        assertThat(answers.of("tables")).containsExactly("t1");
    }

    @Test
    void clearsWhatWasPickedFromAnotherAccount() {
        var form = form(Map.of(
                "credentialId", List.of("2"), "basis.space", List.of("1\t\t"), "pick.space", List.of("HR\tPeople")));

        assertThat(new Posted(Samples.SIGNED_IN, form).answers().config()).isEmpty();
    }

    @Test
    void takesAwayOneAnswerOfSeveral() {
        assertThat(read(Map.of("do", List.of("remove:texts:1"), "config.texts", List.of("one", "two", "three")))
                        .of("texts"))
                .containsExactly("one", "three");
        assertThat(read(Map.of("do", List.of("remove:tables:0"), "pick.tables", List.of("t1\tA", "t2\tB")))
                        .of("tables"))
                .containsExactly("t2");
    }

    @Test
    void keepsSecretsOutOfItsWords() {
        var answers = read(Map.of("secrets.apiKey", List.of(" s3cret "), "secrets.other", List.of("x")));

        assertThat(answers.secrets()).containsOnly(Map.entry("apiKey", "s3cret"));
        assertThat(answers.toString()).doesNotContain("s3cret");
    }

    @Test
    void tellsTagsThatAreOffFromTagsThatWereNotAsked() {
        assertThat(read(Map.of()).disabledTags(Samples.EVERYTHING)).isEmpty();
        assertThat(read(Map.of("tags", List.of("shown"), "tag", List.of("author", "public")))
                        .disabledTags(Samples.EVERYTHING))
                .containsExactly("size", "changed");
    }

    @Test
    void drawsTheFormAnewForAnActionThatIsNone() {
        assertThat(Action.parse("")).isEqualTo(new Action.Look());
        assertThat(Action.parse("remove:texts:-1")).isEqualTo(new Action.Look());
        assertThat(Action.parse("choose:base")).isEqualTo(new Action.Choose("base"));
    }

    private static Answers read(Map<String, List<String>> fields) {
        return new Posted(Samples.EVERYTHING, form(fields)).answers();
    }

    private static MultiValueMap<String, String> form(Map<String, List<String>> fields) {
        return new LinkedMultiValueMap<>(fields);
    }
}
