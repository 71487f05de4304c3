package dev.tributary.engine.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that runs an embedded database until it is killed or its input ends. */
record EmbeddedHolder(Process process, String url) implements AutoCloseable {
    private static final String READY = "READY ";

    static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.on(Path.of(arguments[0]), TestServer.sharedBinaries(), ServerOptions.durable())) {
            IO.println(READY + postgres.address().urlWithPassword());
            while (System.in.read() >= 0) {
                // Until the parent goes away.
            }
        }
    }

    /** Starts one, and kills it as soon as there is such a file. */
    static void killedOnceThereIs(Path file, Path data) throws IOException {
        Process process = begin(data);
        while (!Files.exists(file)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The process ended: " + process.inputReader(UTF_8).readAllAsString());
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
