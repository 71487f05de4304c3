package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@link ProvidedEngine} in a process of its own, with all that it writes. */
final class ChildEngine implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");
    private static final String UP = "Started ProvidedEngine in";
    private static final long MINUTES = 2;

    private final Process process;

    @SuppressWarnings("JdkObsolete") // one thread writes what another reads
    private final StringBuffer log = new StringBuffer();

    private final CompletableFuture<String> up = new CompletableFuture<>();

    private ChildEngine(Process process) {
        this.process = process;
        var _ = process.onExit().thenRun(() -> up.completeExceptionally(new AssertionError("The engine ended")));
        Thread.ofVirtual().start(this::listen);
    }

    /** Starts one; to be closed. */
    static ChildEngine start(Map<String, String> environment, String... provider) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(
                java,
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath(),
                ProvidedEngine.class.getName()));
        command.addAll(List.of(provider));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("TRIBUTARY_SOURCE_ALLOWED_HOSTS", "127.0.0.1,localhost");
        builder.environment().put("SERVER_PORT", "0");
        return new ChildEngine(builder.start());
    }

    /** That of the tests, whether the launcher put them on its own or in a loader. */
    private static String classPath() {
        return ChildEngine.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Where it answers, once it does. */
    String url() throws Exception {
        try {
            return up.get(MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The engine said: " + log, e);
        }
    }

    String log() {
        return log.toString();
    }

    /** Writes what is alive in its heap, after a full collection, into that file, in the place of what is there. */
    void dump(Path file) throws Exception {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var dumping = new ProcessBuilder(
                        jcmd, Long.toString(process.pid()), "GC.heap_dump", "-overwrite", file.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(dumping.getInputStream().readAllBytes(), UTF_8);
        if (dumping.waitFor() != 0) {
            throw new AssertionError(said);
        }
    }

    @Override
    public void close() {
        // Not process.destroy(): that closes the log, too.
        process.toHandle().destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("The engine does not stop: " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private void listen() {
        var port = "";
        try (var lines = process.inputReader(UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                log.append(line).append('\n');
                var named = PORT.matcher(line);
                port = named.find() ? named.group(1) : port;
                if (line.contains(UP)) {
                    up.complete("http://127.0.0.1:" + port);
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
