package dev.tributary.engine.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** One database cluster on disk, and its server's start and stop. */
record PostgresCluster(PostgresHome home, PostgresCommand command) {
    static final String USER = "tributary";
    private static final int ATTEMPTS = 20;

    /** Refuses at once a cluster of another major version, on which the server would only time out. */
    void requireSameMajor() throws IOException {
        Path file = home.cluster().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        String stored = Files.readString(file).strip();
        String version = run("postgres", List.of("--version")).output().replaceAll("^.*PostgreSQL\\)\\s*", "");
        if (!version.split("\\.", 2)[0].equals(stored)) {
            throw new StartRefused(
                    "The data in %s is of PostgreSQL %s, and this Tributary comes with PostgreSQL %s."
                            .formatted(home.cluster(), stored, version),
                    "Start the Tributary version that wrote it, or upgrade the data with pg_upgrade,"
                            + " or set TRIBUTARY_DATA to an empty directory and sync again.");
        }
    }

    boolean created() {
        return Files.exists(home.cluster().resolve("PG_VERSION"));
    }

    /**
     * Creates the cluster beside its place and moves it there when complete: a crash in between leaves nothing half made.
     * Each attempt has a place of its own, where nothing writes that outlived a process killed while it did the same.
     */
    void create(String password) throws IOException {
        Files.createDirectories(home.exchange());
        PostgresAccount.letThrough(home.exchange());
        Path place = Files.createTempDirectory(home.exchange(), "creating-");
        OwnerOnlyFile passwordFile = new OwnerOnlyFile(place.resolve("password"));
        passwordFile.write(password);
        command.account().own(passwordFile.path());
        command.account().own(place);
        Path draft = place.resolve("cluster");
        PostgresCommand.Outcome outcome = run(
                "initdb",
                List.of(
                        "-D",
                        draft.toString(),
                        "-U",
                        USER,
                        "-A",
                        "scram-sha-256",
                        "--pwfile",
                        passwordFile.path().toString(),
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums"));
        Files.delete(passwordFile.path());
        if (!outcome.succeeded()) {
            throw failed("cannot create its database in " + home.cluster(), outcome.output());
        }
        Files.move(draft, home.cluster());
        tidy();
    }

    /** Removes what interrupted attempts left. */
    void tidy() {
        try {
            FileSystemUtils.deleteRecursively(home.exchange());
        } catch (IOException stillInUse) {
            // A program that outlived its killed process writes there. It ends by itself, and the next start tidies up.
        }
    }

    /** Starts the server and returns its port, which stays the same over restarts unless something else took it. */
    int start(ServerOptions options) throws IOException {
        int port = port();
        for (int attempt = 1; ; attempt++) {
            Path log = home.cluster().resolve("start.log");
            Files.deleteIfExists(log);
            PostgresCommand.Outcome outcome = run(
                    "pg_ctl",
                    List.of(
                            "start",
                            "-D",
                            home.cluster().toString(),
                            "-w",
                            "-t",
                            "600",
                            "-l",
                            log.toString(),
                            "-o",
                            serverArguments(port, options)));
            if (outcome.succeeded()) {
                return port;
            }
            String said = Files.exists(log) ? Files.readString(log).strip() : outcome.output();
            if (attempt == ATTEMPTS || !passing(said)) {
                throw failed("does not start on the data in " + home.cluster(), said);
            }
            pause(Duration.ofMillis(500));
            port = port();
        }
    }

    void stop() throws IOException {
        PostgresCommand.Outcome outcome =
                run("pg_ctl", List.of("stop", "-D", home.cluster().toString(), "-m", "fast", "-w", "-t", "60"));
        if (!outcome.succeeded()) {
            throw new IOException("the embedded PostgreSQL does not stop: " + outcome.output());
        }
    }

    /** Another program took the port in between, or processes of a killed server are still on their way out. */
    private static boolean passing(String said) {
        return said.contains("could not bind") || said.contains("still in use");
    }

    private static String serverArguments(int port, ServerOptions options) {
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "timezone=UTC",
                "log_timezone=UTC"));
        settings.addAll(options.settings());
        return "-c " + String.join(" -c ", settings);
    }

    private int port() throws IOException {
        String remembered = home.port().read().orElse("0");
        int port = free(Integer.parseInt(remembered));
        home.port().write(Integer.toString(port));
        return port;
    }

    /** The wished-for port if nobody has it, else any. */
    private static int free(int wish) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wish));
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wish == 0) {
                throw taken;
            }
            return free(0);
        }
    }

    private PostgresCommand.Outcome run(String program, List<String> arguments) throws IOException {
        return command.run(program, arguments);
    }

    private static StartRefused failed(String what, String said) {
        return new StartRefused(
                "The embedded PostgreSQL " + what + ". It said: " + said,
                "Look for a full disk, missing rights or too little memory there; or set TRIBUTARY_DATABASE_URL"
                        + " to a PostgreSQL server of your own.");
    }

    static void pause(Duration duration) throws IOException {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while the embedded PostgreSQL started");
        }
    }
}
