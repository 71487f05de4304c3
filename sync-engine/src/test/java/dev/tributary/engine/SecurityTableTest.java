package dev.tributary.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is tested is tested. */
final class SecurityTableTest {
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final List<Path> TESTS =
            List.of(Path.of("src/test/java"), Path.of("../connectors/sources/src/test/java"));

    @Test
    void namesTestsThatExist() throws IOException {
        var sources = sources();
        var missing = new ArrayList<String>();
        var named = NAMED.matcher(Files.readString(Path.of("SECURITY.md")));
        var count = 0;
        while (named.find()) {
            count++;
            if (!isTest(sources.getOrDefault(named.group(1) + ".java", ""), named.group(2))) {
                missing.add(named.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(count).isGreaterThan(50);
    }

    private static boolean isTest(String source, String name) {
        return source.contains("    void " + name + "(") || source.contains("ArchRule " + name + " ");
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (var root : TESTS) {
            try (var files = Files.walk(root)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    sources.merge(file.getFileName().toString(), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }
}
