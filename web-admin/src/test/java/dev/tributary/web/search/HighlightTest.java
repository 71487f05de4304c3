package dev.tributary.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HighlightTest {

    @Test
    void tellsWhatWasFoundFromWhatIsAround() {
        assertThat(Highlight.parse("the <mark>ferry</mark> leaves"))
                .containsExactly(
                        new Highlight("the ", false), new Highlight("ferry", true), new Highlight(" leaves", false));
    }

    @Test
    void givesTextBackAsItWas() {
        assertThat(Highlight.parse("a &lt;b&gt; &amp;lt; c")).containsExactly(new Highlight("a <b> &lt; c", false));
    }

    @Test
    void hasNothingOfNothing() {
        assertThat(Highlight.parse("")).isEmpty();
    }
}
