package dev.tributary.engine.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.engine.storage.StartRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A shell command that prints keys. What it says to standard error goes to ours; what it prints is shown nowhere. */
record KeyCommand(String command) {

    private static final String SETTING = "TRIBUTARY_ENCRYPTION_KEY_COMMAND";
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 100_000;

    String answer() {
        try {
            return run(new ProcessBuilder("/bin/sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failure) {
            throw new StartRefused(
                    SETTING + " cannot be run: " + failure.getMessage() + ".", "Try it in a shell.", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartRefused(SETTING + " was interrupted.", "Start again.", stopped);
        }
    }

    private static String run(Process process) throws IOException, InterruptedException {
        try {
            process.getOutputStream().close();
            var printed = CompletableFuture.supplyAsync(() -> printed(process));
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new StartRefused(
                        SETTING + " did not end within " + LONGEST.toSeconds() + " seconds.", "Try it in a shell.");
            }
            if (process.exitValue() != 0) {
                throw new StartRefused(
                        SETTING + " ended with exit code " + process.exitValue() + ".", "Try it in a shell.");
            }
            return printed.join();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String printed(Process process) {
        try {
            return new String(process.getInputStream().readNBytes(MOST_BYTES), US_ASCII);
        } catch (IOException brokenPipe) {
            return "";
        }
    }

    @Override
    public String toString() {
        return "KeyCommand[***]";
    }
}
