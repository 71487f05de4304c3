package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

final class ChunkerTest {

    private static final int LIMIT = 100;

    private final Chunker chunker = chunker(LIMIT);

    @Test
    void cutsAtHeadingsAndNamesThePath() {
        var long1 = "one ".repeat(15).strip();
        var long2 = "two ".repeat(15).strip();
        assertThat(chunker.chunks(
                        "%s\n# A #\n%s\n\n## B\n%s\n\nC\n=\n%s\n### D\n".formatted(long1, long2, long1, long2)))
                .containsExactly(
                        new Chunk("", long1),
                        new Chunk("A", long2),
                        new Chunk("A › B", long1),
                        new Chunk("C", long2),
                        new Chunk("C › D", "### D"));
    }

    @Test
    void joinsShortSectionsWithThoseBelowAndBesideThem() {
        assertThat(chunker.chunks("# A\none\n## B\ntwo\n## C\n## D\nthree\n# E\nfour\n"))
                .containsExactly(new Chunk("", "# A\none\n## B\ntwo\n## C\n## D\nthree\n# E\nfour"));
        var half = "half ".repeat(12).strip();
        assertThat(chunker.chunks("# A\n%s\n## B\ntwo\n## C\nthree\n# D\nfour\n".formatted(half)))
                .containsExactly(
                        new Chunk("A", half), new Chunk("A", "## B\ntwo\n## C\nthree"), new Chunk("D", "four"));
    }

    @Test
    void keepsTheHeadingsOfAChunkThatTheNextSectionIsNotUnder() {
        var half = "half ".repeat(12).strip();
        assertThat(chunker.chunks("# A\n%s\n## B\n%s\n\ntwo\n\n%s\n\nend\n# C\nthree".formatted(half, half, half)))
                .containsExactly(
                        new Chunk("A", half),
                        new Chunk("A › B", half + "\n\ntwo"),
                        new Chunk("A › B", half + "\n\nend"),
                        new Chunk("C", "three"));
    }

    @Test
    void takesNoHeadingsFromFencesAndFrontMatter() {
        var front = "---\ntitle: %s\n---".formatted("x".repeat(60));
        assertThat(chunker.chunks(front + "\n# A\n~~~sh\n# comment\n```\n~~~\n#hashtag\n"))
                .containsExactly(new Chunk("", front), new Chunk("A", "~~~sh\n# comment\n```\n~~~\n#hashtag"));
    }

    @Test
    void repeatsTheFenceOfLongCode() {
        var chunks = chunker.chunks("```java\n" + "int number = 1;\n".repeat(20) + "```\nend");
        assertThat(chunks)
                .hasSizeGreaterThan(3)
                .allSatisfy(chunk -> assertThat(chunk.text()).hasSizeLessThanOrEqualTo(LIMIT));
        assertThat(chunks.subList(0, chunks.size() - 1))
                .allSatisfy(chunk -> assertThat(chunk.text()).matches("(?s)```java\n(int number = 1;\n)+```"));
    }

    @Test
    void repeatsTheHeaderOfALongTable() {
        assertThat(chunker.chunks("| a | b |\n| - | - |\n" + "| one | two |\n".repeat(20)))
                .hasSizeGreaterThan(3)
                .allSatisfy(chunk -> assertThat(chunk.text())
                        .matches("(?s)\\| a \\| b \\|\n\\| - \\| - \\|(\n\\| one \\| two \\|)+"));
    }

    @Test
    void prefersTheEndsOfSentences() {
        var chunks = chunker.chunks("Eight words are enough to make a sentence. ".repeat(10));
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.text()).endsWith("sentence."));
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(chunker.chunks("x" + "😀".repeat(500)))
                .allSatisfy(chunk -> assertThat(
                                Character.isLowSurrogate(chunk.text().charAt(0)))
                        .isFalse());
    }

    @Test
    void makesNothingOfNothing() {
        assertThat(chunker.chunks("")).isEmpty();
        assertThat(chunker.chunks(" \n\n\t\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "word ",
                "# a\n",
                "```\n",
                "|\n",
                "| a |\n|-|\n",
                "\n",
                "> ",
                "a\n-\n",
                "`",
                "- \n  - x\n",
                "😀"
            })
    void takesTimeInProportionToTheText(String pattern) {
        var text = pattern.repeat((10 << 20) / pattern.length());
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> chunker(2000).chunks(text));
    }

    @Test
    void keepsAllWordsOfAnyTextInOrderAndTheLimit() {
        var pieces = new String[] {
            "# ",
            "## ",
            "\n",
            "\n\n",
            "```\n",
            "~~~",
            "| a | b |\n",
            "|---|---|\n",
            "===\n",
            "---\n",
            "    ",
            ". ",
            "- ",
            "\t"
        };
        for (int seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder();
            var words = random.nextInt(80);
            for (int i = 0; i < words; i++) {
                text.append('w').append(i).append(random.nextInt(3) == 0 ? "" : " ");
                text.append(random.nextInt(3) == 0 ? pieces[random.nextInt(pieces.length)] : "");
                text.append(random.nextInt(60) == 0 ? "y".repeat(random.nextInt(300)) : "");
            }
            check(seed, text.toString(), words);
        }
    }

    private void check(int seed, String text, int words) {
        var chunks = chunker.chunks(text);
        var all = new StringBuilder();
        for (var chunk : chunks) {
            assertThat(chunk.text().length()).as("seed %d", seed).isBetween(1, LIMIT);
            assertThat(chunk.text()).isNotBlank();
            all.append(chunk.heading()).append(' ').append(chunk.text()).append(' ');
        }
        var found = all.toString().replaceAll("\\s+", "");
        var at = 0;
        for (int i = 0; i < words; i++) {
            var next = found.indexOf("w" + i, at);
            assertThat(next)
                    .as("seed %d: w%d of %s in %s", seed, i, text, chunks)
                    .isNotNegative();
            at = isHeading(chunks, i) ? at : next;
        }
        assertThat(chunker.chunks(text)).isEqualTo(chunks);
    }

    /** The words of headings are repeated in the path of each chunk, so they do not move the place on. */
    private static boolean isHeading(java.util.List<Chunk> chunks, int word) {
        return chunks.stream().anyMatch(chunk -> chunk.heading().contains("w" + word));
    }

    private static Chunker chunker(int limit) {
        return new Chunker(new ContentSettings(DataSize.ofMegabytes(10), limit, 0.25));
    }
}
