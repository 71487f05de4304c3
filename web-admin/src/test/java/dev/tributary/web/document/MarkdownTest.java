package dev.tributary.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarkdownTest {

    @Test
    void showsMarkupOfADocumentAsText() {
        assertThat(Markdown.html("before <script>alert(1)</script> <img src=x onerror=y>"))
                .contains("&lt;script&gt;")
                .doesNotContain("<script", "<img");
    }

    @Test
    void leadsToNoScript() {
        assertThat(Markdown.html("[press](javascript:alert(1)) ![picture](data:text/html,x)"))
                .doesNotContain("javascript:", "data:text");
    }

    @Test
    void loadsNoPictureFromElsewhere() {
        assertThat(Markdown.html("![a cat](https://elsewhere.example/cat.png)"))
                .doesNotContain("<img")
                .contains("href=\"https://elsewhere.example/cat.png\"", "a cat");
    }

    @Test
    void beginsBelowTheHeadingsOfThePage() {
        assertThat(Markdown.html("# One\n\n###### Six")).contains("<h3>One</h3>", "<h6>Six</h6>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "*", "!["})
    void showsAsItIsWrittenWhatIsNestedTooDeep(String opening) {
        var end = opening.equals("![") ? "](b)".repeat(15_000) : opening.equals("*") ? "*".repeat(49_000) : "";
        var html = Markdown.html(opening.repeat(opening.equals("![") ? 15_000 : 49_000) + "<b>deep" + end);
        assertThat(html).contains("&lt;b&gt;deep").doesNotContain("<b>");
    }

    @Test
    void drawsTables() {
        assertThat(Markdown.html("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<table>", "<td>1</td>");
    }

    @Test
    void showsTheBeginningOfWhatIsVeryLong() {
        assertThat(Markdown.html("word ".repeat(100_000)).length()).isLessThan(Markdown.SHOWN + 100);
    }
}
