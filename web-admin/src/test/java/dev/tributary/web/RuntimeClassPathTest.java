package dev.tributary.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The build writes what the module needs at run time, itself aside, into a file before the tests. */
final class RuntimeClassPathTest {
    private static final Path RESOLVED = Path.of("target", "runtime-class-path.txt");

    @Test
    void ofTheProjectsModulesItResolvesTheDeclarationsAlone() throws IOException {
        var resolved = List.of(Files.readString(RESOLVED, UTF_8).strip().split(File.pathSeparator));

        assertThat(resolved).hasSizeGreaterThan(20);
        assertThat(resolved.stream().filter(RuntimeClassPathTest::isOurs))
                .singleElement()
                .asString()
                .contains("connector-meta");
    }

    private static boolean isOurs(String entry) {
        var path = Path.of(entry);
        if (Files.isDirectory(path)) {
            return Files.isDirectory(path.resolve("dev/tributary"));
        }
        try (var jar = new JarFile(path.toFile())) {
            return jar.stream().anyMatch(file -> file.getName().startsWith("dev/tributary/"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
