package dev.tributary.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The build writes what the module needs at run time, itself aside, into a file before the tests. */
final class RuntimeClassPathTest {

    private static final Path RESOLVED = Path.of("target", "runtime-class-path.txt");

    @Test
    void theModuleNeedsNothingButItself() throws IOException {
        assertThat(Files.readString(RESOLVED, UTF_8)).isBlank();
    }
}
