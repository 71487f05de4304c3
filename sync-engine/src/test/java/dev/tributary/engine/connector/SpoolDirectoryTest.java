package dev.tributary.engine.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class SpoolDirectoryTest {

    @TempDir
    private Path temporary;

    @Test
    void removesItselfWithItsFiles() throws IOException {
        var directory = SpoolDirectory.create(temporary);
        assertThat(directory.newFile()).exists();
        directory.remove();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void keepsItsOwnWhenItLooksForAbandonedOnes() throws IOException {
        var directory = SpoolDirectory.create(temporary);
        var file = directory.newFile();
        SpoolDirectory.removeAbandoned(temporary, Instant.now().plusSeconds(60));
        assertThat(file).exists();
        directory.remove();
    }

    /** As one that was killed leaves it: the lock is gone, the files are not. */
    @Test
    void removesWhatAKilledProcessLeft() throws Exception {
        var left = left(holder(true));
        SpoolDirectory.removeAbandoned(temporary, Instant.now());
        assertThat(left).exists();
        SpoolDirectory.removeAbandoned(temporary, Instant.now().plusSeconds(60));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void keepsWhatALivingProcessUses() throws Exception {
        var holder = holder(false);
        try {
            var left = left(holder);
            SpoolDirectory.removeAbandoned(temporary, Instant.now().plusSeconds(60));
            assertThat(left).isNotEmptyDirectory();
        } finally {
            holder.destroyForcibly().waitFor();
        }
    }

    @Test
    void removesWhatHasNoLockAfterADay() throws IOException {
        var left = Files.createDirectory(temporary.resolve("tributary-session123"));
        Files.createFile(left.resolve("body"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(20))));
        SpoolDirectory.removeAbandoned(temporary, Instant.now());
        assertThat(left).exists();
        SpoolDirectory.removeAbandoned(temporary, Instant.now().plus(Duration.ofHours(5)));
        assertThat(left).doesNotExist();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void followsNoLink() throws IOException {
        var precious = Files.createDirectory(temporary.resolve("precious"));
        Files.createFile(precious.resolve("file"));
        Files.createSymbolicLink(temporary.resolve("tributary-session1"), precious);
        SpoolDirectory.removeAbandoned(temporary, Instant.now().plus(Duration.ofDays(2)));
        assertThat(precious.resolve("file")).exists();
    }

    private Path left(Process holder) throws IOException {
        try (var found = Files.newDirectoryStream(temporary, "tributary-session-" + holder.pid() + "-*")) {
            return found.iterator().next();
        }
    }

    /** A process that has a directory with a file, and then waits or is killed. */
    private Process holder(boolean killed) throws Exception {
        var process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        temporary.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = process.inputReader(UTF_8).readLine();
        if (killed || !"ready".equals(said)) {
            process.destroyForcibly().waitFor();
        }
        assertThat(said).isEqualTo("ready");
        return process;
    }

    /** The other process. */
    static final class Holder {
        private Holder() {}

        public static void main(String... args) throws IOException {
            var directory = SpoolDirectory.create(Path.of(args[0]));
            System.out.println(directory.newFile().toFile().exists() ? "ready" : "no file");
            System.in.read();
        }
    }
}
