package dev.tributary.engine.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs PostgreSQL's programs to their end. */
record PostgresCommand(PostgresBinaries binaries, PostgresAccount account, Path workingDirectory) {

    /** How a program ended, and what it printed. */
    record Outcome(int status, String output) {
        boolean succeeded() {
            return status == 0;
        }
    }

    Outcome run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binaries.program(program)));
        command.addAll(arguments);
        // A file and not a pipe: the server inherits it, and a pipe would then never end.
        Path output = Files.createTempFile(workingDirectory, program, ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(account.command(command))
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            // PGDATA, PGPORT and their like of the person who starts us are meant for another server.
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            builder.environment().put("LC_ALL", "C");
            int status = start(builder).waitFor();
            return new Outcome(status, Files.readString(output).strip());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failure) {
            String advice = account instanceof PostgresAccount.Other
                    ? "As root, Tributary needs the command setpriv (package util-linux). Install it, or run as an ordinary user."
                    : "Set TRIBUTARY_DATABASE_URL to use a PostgreSQL server of your own.";
            throw new StartRefused(
                    "The embedded PostgreSQL cannot be executed: " + failure.getMessage() + ".", advice, failure);
        }
    }
}
