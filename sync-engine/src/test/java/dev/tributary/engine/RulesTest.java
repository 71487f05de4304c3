package dev.tributary.engine;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of sync have numbers, by which tests name what they show: no rule may lose its last test. */
final class RulesTest {

    private static final Map<String, Integer> RULES = Map.of("R", 7, "L", 10, "D", 8, "F", 6, "S", 4);

    /** In the name of a test, or in a comment on it. */
    private static final Pattern NAMED = Pattern.compile("(?m)(?:@DisplayName\\(\"|^\\s*(?:/\\*\\*|\\*|//)).*");

    private static final Pattern NUMBER = Pattern.compile("\\b[RLDFS]\\d{1,2}\\b");

    @Test
    void eachHasATest() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var named = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("RulesTest.java"))
                    .flatMap(RulesTest::numbers)
                    .collect(toCollection(TreeSet::new));
            assertThat(named).containsAll(rules().toList());
        }
    }

    private static Stream<String> rules() {
        return RULES.entrySet().stream()
                .flatMap(group -> IntStream.rangeClosed(1, group.getValue()).mapToObj(i -> group.getKey() + i));
    }

    private static Stream<String> numbers(Path file) {
        try {
            return NAMED
                    .matcher(Files.readString(file))
                    .results()
                    .flatMap(line -> NUMBER.matcher(line.group()).results())
                    .map(MatchResult::group)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
