package dev.tributary.connector.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessGroupTest {

    @TempDir
    private Path directory;

    @Test
    void endsWithAllThatItStarted() throws IOException {
        var log = directory.resolve("log");
        var group = start("sleep 1000 & echo $!; echo ready; wait", log);
        var child = ProcessHandle.of(Long.parseLong(Files.readAllLines(log).getFirst()))
                .orElseThrow();
        group.close();
        assertThat(child.onExit()).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    void endsQuietlyIfTheServerEndedByItself() {
        var group = start("echo ready", directory.resolve("log"));
        assertThatNoException().isThrownBy(group::close);
    }

    @Test
    void tellsWhatAServerPrintedThatDidNotStart() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> start("echo address in use", directory.resolve("log")))
                .withMessageContaining("address in use");
    }

    private static ProcessGroup start(String script, Path log) {
        return ProcessGroup.start(List.of("sh", "-c", script), Map.of(), "ready", log);
    }
}
