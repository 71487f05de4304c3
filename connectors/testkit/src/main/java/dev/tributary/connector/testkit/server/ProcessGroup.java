package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server with all the processes it starts, in a group of its own: it ends as a whole, also when the JVM does, and
 * nothing else ends with it.
 */
final class ProcessGroup implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 180;

    private final Process leader;
    private final String target;
    private final Path log;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final Thread atExit = new Thread(this::kill);

    private ProcessGroup(Process leader, String target, Path log) {
        this.leader = leader;
        this.target = target;
        this.log = log;
    }

    /**
     * Starts it and waits until it has printed {@code readyText}.
     *
     * @param log where all that it prints goes
     */
    static ProcessGroup start(List<String> command, Map<String, String> environment, String readyText, Path log) {
        var inGroup = Stream.concat(Stream.of("setsid"), command.stream()).toList();
        var builder = new ProcessBuilder(inGroup);
        builder.environment().putAll(environment);
        return launch(builder, "-", readyText, log);
    }

    /** The same for a server that is one process, on systems, too, that know no sessions. */
    static ProcessGroup ofOne(List<String> command, String readyText, Path log) {
        return launch(new ProcessBuilder(command), "", readyText, log);
    }

    private static ProcessGroup launch(ProcessBuilder builder, String sign, String readyText, Path log) {
        try {
            var leader = builder.redirectErrorStream(true).start();
            var group = new ProcessGroup(leader, sign + leader.pid(), log);
            Runtime.getRuntime().addShutdownHook(group.atExit);
            Thread.ofVirtual().start(() -> group.drain(readyText));
            group.awaitReady();
            return group;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        kill();
    }

    /** A leader of a session leads the group of the same number, which is all that it has started. */
    private void kill() {
        try {
            var killed = new ProcessBuilder("sh", "-c", "kill -s KILL -- " + target)
                    .redirectErrorStream(true)
                    .start();
            var printed = new String(killed.getInputStream().readAllBytes(), UTF_8);
            if (killed.waitFor() != 0 && leader.isAlive()) {
                throw new IllegalStateException("Group %d still runs: %s".formatted(leader.pid(), printed));
            }
            leader.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException {
        try {
            if (ready.get(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // told below, with what the server printed
        }
        close();
        throw new IllegalStateException("A server did not start; it printed: " + Files.readString(log));
    }

    private void drain(String readyText) {
        try (var printed = leader.inputReader(UTF_8);
                var kept = Files.newBufferedWriter(log)) {
            for (var line = printed.readLine(); line != null; line = printed.readLine()) {
                kept.write(line + "\n");
                kept.flush();
                if (line.contains(readyText)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException closed) {
            ready.completeExceptionally(closed);
        }
    }
}
