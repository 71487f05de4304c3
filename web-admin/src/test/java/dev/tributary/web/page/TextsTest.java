package dev.tributary.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern USED = Pattern.compile("#\\{([a-zA-Z][\\w.]*)[}(]");
    private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"(\\w+)");
    private static final Pattern REPLACED_THOUGH =
            Pattern.compile("<[^<>]*\\bth:(if|unless|each)=[^<>]*\\bth:replace=[^<>]*>"
                    + "|<[^<>]*\\bth:replace=[^<>]*\\bth:(if|unless|each)=[^<>]*>");

    @Test
    void everyTextOfATemplateIsThere() throws IOException {
        var there = keys();
        var used = templates().stream()
                .flatMap(template -> USED.matcher(template).results().map(found -> found.group(1)))
                .collect(toCollection(TreeSet::new));

        assertThat(used).hasSizeGreaterThan(100).isSubsetOf(there);
    }

    @Test
    void noTextIsThereTwice() throws IOException {
        var twice = keys().stream().collect(groupingBy(Function.identity())).entrySet().stream()
                .filter(key -> key.getValue().size() > 1)
                .map(java.util.Map.Entry::getKey);

        assertThat(twice).isEmpty();
    }

    /** Thymeleaf replaces first and asks afterwards: such a condition would never count. */
    @Test
    void noTemplateReplacesUnderACondition() {
        assertThat(templates())
                .allSatisfy(template -> assertThat(
                                REPLACED_THOUGH.matcher(template).results().map(found -> found.group()))
                        .isEmpty());
    }

    /** Thymeleaf takes the name of a fragment for that of an element, too: it would insert both. */
    @Test
    void noFragmentIsNamedLikeAnElementBesideIt() {
        assertThat(templates())
                .allSatisfy(template -> assertThat(FRAGMENT.matcher(template)
                                .results()
                                .map(found -> found.group(1))
                                .filter(name -> Pattern.compile("<" + name + "\\b")
                                                .matcher(template)
                                                .results()
                                                .count()
                                        > 1))
                        .isEmpty());
    }

    private static List<String> keys() throws IOException {
        try (var lines = Files.lines(RESOURCES.resolve("admin/texts.properties"), UTF_8)) {
            return lines.filter(line -> !line.startsWith("#") && line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')).strip())
                    .toList();
        }
    }

    private static List<String> templates() {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("templates"))) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(TextsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
