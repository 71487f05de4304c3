package dev.tributary.web.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A packaged application in a JVM of its own, on a free port of the loopback. */
final class AdminProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final Pattern UP = Pattern.compile("Started (Tributary|WebAdmin) in ");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LINES_KEPT = 80;

    private final Process process;
    private final List<String> said = new ArrayList<>();
    private final CompletableFuture<Void> up = new CompletableFuture<>();
    private volatile String port = "";

    private AdminProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::listen);
    }

    static AdminProcess start(List<String> command, Map<String, String> environment) {
        var whole = new ArrayList<String>();
        whole.add(ProcessHandle.current().info().command().orElseThrow());
        whole.addAll(List.of(
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().putAll(environment);
        try {
            var started = new AdminProcess(builder.start());
            started.up.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return started;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private void listen() {
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            up.completeExceptionally(new IllegalStateException("It ended: " + said()));
        }
    }

    private void heard(String line) {
        synchronized (said) {
            said.add(line);
            if (said.size() > LINES_KEPT) {
                said.removeFirst();
            }
        }
        var listens = PORT.matcher(line);
        if (listens.find()) {
            port = listens.group(1);
        }
        if (UP.matcher(line).find()) {
            up.complete(null);
        }
    }

    String said() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    /** Orderly, so that the embedded database ends with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** A folder that the embedded database, which runs as another account when this one is root, can reach. */
    static Path reachable(Path folder) {
        for (var path = folder; path != null && path.toFile().canWrite(); path = path.getParent()) {
            path.toFile().setExecutable(true, false);
        }
        return folder;
    }
}
