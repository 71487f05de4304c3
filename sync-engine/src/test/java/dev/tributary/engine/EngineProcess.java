package dev.tributary.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application in a JVM of its own, with its embedded database, as a user starts it, and the emulator's connectors. */
final class EngineProcess {

    static final String ADMIN_PASSWORD = "correct horse battery";

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final String UP = "Started Tributary in";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES_KEPT = 60;

    private final Process process;
    private final Deque<String> said = new ArrayDeque<>();
    private final CompletableFuture<Void> up = new CompletableFuture<>();

    private EngineProcess(Process process) {
        this.process = process;
        var _ = process.onExit()
                .thenRun(() -> up.completeExceptionally(new AssertionError("The engine ended: " + said())));
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts it on that data directory, free to read sources on this machine. */
    static EngineProcess start(Path data) throws IOException {
        var builder = command(data).redirectErrorStream(true);
        builder.environment().put("TRIBUTARY_SOURCE_ALLOWED_HOSTS", "127.0.0.1");
        builder.environment().put("SERVER_PORT", "0");
        return new EngineProcess(builder.start());
    }

    /** What runs the application on that data directory. */
    static ProcessBuilder command(Path data, String... arguments) {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var words = new ArrayList<>(List.of(
                java,
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                Tributary.class.getName()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words);
        builder.environment().put("TRIBUTARY_DATA", data.toString());
        builder.environment().put("TRIBUTARY_ADMIN_PASSWORD", ADMIN_PASSWORD);
        return builder;
    }

    /** All but the tests themselves. */
    private static String classPath() {
        CodeSource tests =
                Objects.requireNonNull(EngineProcess.class.getProtectionDomain().getCodeSource());
        var left = Path.of(tests.getLocation().getPath());
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty() && !Path.of(entry).equals(left))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Waits until it has come up. */
    void awaitUp() throws Exception {
        await(up);
    }

    /** Waits until it has come up, or so much time has passed; fails if it ended. */
    void awaitUp(Duration atMost) throws Exception {
        try {
            up.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            assertThat(process.isAlive()).as(this::said).isTrue();
        }
    }

    /** Waits for what it is to do, and fails if it ends or takes for ever. */
    void await(CompletableFuture<Void> event) throws Exception {
        var ended = process.onExit().thenAccept(_ -> {
            throw new AssertionError("The engine ended: " + said());
        });
        try {
            CompletableFuture.anyOf(event, ended).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The engine said: " + said(), e);
        }
    }

    /** Whether it still runs after so much time. */
    boolean runsFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where it answers. */
    String url() {
        var port = PORT.matcher(said());
        assertThat(port.find()).as(this::said).isTrue();
        return "http://127.0.0.1:" + port.group(1);
    }

    /** As Ctrl-C does. */
    void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** kill -9: no hook of the process runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    String said() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    private void listen() {
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                if (line.contains(UP)) {
                    up.complete(null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String line) {
        synchronized (said) {
            said.add(line);
            if (said.size() > LINES_KEPT) {
                said.removeFirst();
            }
        }
    }
}
