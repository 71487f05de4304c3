package dev.tributary.engine.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A process of its own that runs an embedded database until it is killed or its input ends. */
record EmbeddedHolder(Process process, String url) implements AutoCloseable {
    private static final String READY = "READY ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.on(Path.of(arguments[0]), TestServer.sharedBinaries(), ServerOptions.durable())) {
            IO.println(READY + postgres.address().urlWithPassword());
            while (System.in.read() >= 0) {
                // Until the parent goes away.
            }
        }
    }

    /** Starts one, and kills it at that moment. */
    static void killedOnce(BooleanSupplier moment, Path data) throws IOException {
        Process process = begin(data);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!moment.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new IllegalStateException("That moment did not come: "
                        + process.inputReader(UTF_8).readAllAsString());
            }
            Thread.onSpinWait();
        }
        process.destroyForcibly().onExit().join();
    }

    static EmbeddedHolder start(Path data) throws IOException {
        Process process = begin(data);
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new EmbeddedHolder(process, line.substring(READY.length()));
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("The process ended: " + said);
    }

    private static Process begin(Path data) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-cp"));
        command.addAll(List.of(System.getProperty("java.class.path"), EmbeddedHolder.class.getName(), data.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** kill -9: no hook of the process runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
