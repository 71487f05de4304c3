package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HtmlTest {

    private static final int LIMIT = 10 << 20;
    private static final Duration LINEAR = Duration.ofSeconds(30);
    private static final List<String> TAGS = List.of(
            "p",
            "div",
            "b",
            "i",
            "a href='https://x.test/'",
            "ul",
            "ol",
            "li",
            "table",
            "tr",
            "td",
            "th",
            "h1",
            "h3",
            "blockquote",
            "section",
            "span",
            "dl",
            "dt",
            "dd",
            "details",
            "summary",
            "br",
            "hr",
            "pre",
            "code",
            "em",
            "div class='admonition note'",
            "td colspan=3",
            "td rowspan=2",
            "q",
            "caption",
            "tbody");

    private final Html html = new Html(LIMIT);

    @ParameterizedTest
    @ValueSource(strings = {"article", "lists", "tables", "code", "callouts", "escaping", "mediawiki"})
    void writesWhatThePageMeans(String page) throws IOException {
        assertThat(markdown(resource(page + ".html"))).isEqualTo(resource(page + ".md"));
    }

    @Test
    void readsArticlesWithoutThePageAroundThem() {
        assertThat(markdown("<header>Site</header><article><header>One</header></article><article>Two</article>"
                        + "<aside>Ads</aside>"))
                .isEqualTo("One\n\nTwo\n");
    }

    @Test
    void makesNothingOfAPageWithoutText() {
        assertThat(markdown("")).isEmpty();
        assertThat(markdown("<ul><li></li></ul><b> </b><h1></h1><table></table><script>x</script>"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void standsHostilePages(String page) {
        assertThat(org.junit.jupiter.api.Assertions.assertTimeout(LINEAR, () -> html.markdown(page)))
                .isNotNull();
    }

    static Stream<String> hostile() {
        return Stream.concat(
                Stream.of(
                                "div",
                                "b",
                                "ul><li",
                                "blockquote",
                                "table><tr><td",
                                "table",
                                "table><caption",
                                "a><table",
                                "table><tbody><tr><th><b",
                                "a href=x",
                                "span",
                                "dl><dd",
                                "font",
                                "q")
                        .map(tag -> ("<" + tag + ">").repeat(100_000) + "deep"),
                Stream.of(
                        "<script></script>".repeat(200_000),
                        "<br>".repeat(500_000),
                        "<blockquote>".repeat(200) + "<p>x".repeat(300_000),
                        "<table>" + "<tr><td rowspan=65000 colspan=1000>x<td>y".repeat(50_000),
                        "<a href='https://x.test/%s'>".formatted("y".repeat(1900)) + "<p>x".repeat(100_000),
                        "<b><p>x".repeat(20_000),
                        "<pre>" + "`".repeat(1_000_000),
                        "&lt;".repeat(500_000),
                        "<input type=checkbox>".repeat(200_000),
                        "<table>" + "<b>x</b>".repeat(200_000),
                        "<table>" + "x<!-- -->".repeat(200_000),
                        "<p>" + "x".repeat(5_000_000)));
    }

    @Test
    void givesUpOnPagesThatTakeTooLong() {
        var seconds = new AtomicLong();
        var slow = new Html(
                LIMIT, () -> Duration.ofSeconds(seconds.getAndIncrement()).toNanos());
        assertThat(slow.markdown("<p>word</p>".repeat(100))).isInstanceOf(Draft.Text.class);
        assertThat(slow.markdown("<p>word</p>".repeat(10_000))).isEqualTo(new Draft.TooSlow());
    }

    @Test
    void givesUpOnPagesThatGrowTooLarge() {
        assertThat(new Html(100).markdown("<p>word</p>".repeat(100))).isEqualTo(new Draft.TooLong());
    }

    @Test
    void keepsTheVisibleWordsOfAnyPageInOrder() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var words = new ArrayList<String>();
            var page = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                switch (random.nextInt(4)) {
                    case 0 -> page.append('<').append(tag(random)).append('>');
                    case 1 ->
                        page.append("</").append(tag(random).split(" ", 2)[0]).append('>');
                    default -> {
                        words.add("w" + words.size() + "w");
                        page.append(' ').append(words.getLast()).append(random.nextBoolean() ? " " : "");
                    }
                }
            }
            var visible = org.jsoup.Jsoup.parse(page.toString()).body().text();
            var expected =
                    visible.replaceAll("[^w0-9]+", " ").replace("ww", "w w").strip();
            var actual = markdown(page.toString())
                    .replaceAll("https://x.test/|\\*\\*(Note|Tip)\\*\\*|(?m)^[> :-]*([0-9]+\\. )+", " ");
            assertThat(words(actual)).as("seed %d: %s", seed, page).isEqualTo(words(expected));
        }
    }

    private static List<String> words(String text) {
        return java.util.regex.Pattern.compile("w[0-9]+w")
                .matcher(text)
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    private static String tag(SplittableRandom random) {
        return TAGS.get(random.nextInt(TAGS.size()));
    }

    private String markdown(String page) {
        return html.markdown(page) instanceof Draft.Text(String markdown) ? markdown : "not text";
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(HtmlTest.class.getResourceAsStream("html/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
