package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*.md; a.md",
                "*.md; x/y/a.md",
                "**/*.md; a.md",
                "**/*.md; x/y/a.md",
                "docs/*.md; docs/a.md",
                "docs/**/*.md; docs/a.md",
                "docs/**/*.md; docs/x/y/a.md",
                "docs; docs/x/a",
                "docs/; docs/x/a",
                "docs/; x/docs/a",
                "docs/**; docs/x/a",
                "/docs; docs/a",
                "a?c; abc",
                "a?c; a\uD83D\uDCD3c",
                "{a,b}.md; b.md",
                "{a,{b,c},d}; d",
                "[a-c]x; bx",
                "[!a]x; bx",
                "\\*; *",
                "**; a/b",
                "/**; a/b",
                "a.b; a.b",
                "caf\u00e9; cafe\u0301",
                "x,y; x,y",
                "*/note; a/note",
                "**/; a/b",
                "$(x)+; $(x)+"
            })
    void covers(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*.md; a.mdx",
                "docs/*.md; docs/x/a.md",
                "docs/*.md; x/docs/a.md",
                "/docs; x/docs",
                "docs/; docs",
                "a?c; a/c",
                "[!a]x; ax",
                "a.b; axb",
                "*.MD; a.md",
                "*/note; note",
                "**/; b",
                "{a,b}.md; c.md",
                "drafts; drafts2/a",
                "a[!b]c; a/c"
            })
    void doesNotCover(String pattern, String path) {
        assertThat(Glob.of(pattern).matches(path)).isFalse();
    }

    @Test
    void coversNamesWithLineBreaks() {
        assertThat(Glob.of("*.md").matches("a\nb.md")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a,b", "a}", "[z-a]"})
    void refusesWhatMakesNoSense(String pattern) {
        assertThatThrownBy(() -> Glob.of(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + pattern + "' is not a pattern");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*a", "**a", "**/a/", "{a,aa}", "{*,**,?}", "[a-z]*"})
    @Timeout(10)
    void takesLinearTimeWhateverThePattern(String part) {
        var glob = Glob.of(part.repeat(60) + "b/c");
        assertThat(glob.matches("a".repeat(250))).isFalse();
        assertThat(glob.matches("a/".repeat(1_000) + "c")).isFalse();
    }
}
