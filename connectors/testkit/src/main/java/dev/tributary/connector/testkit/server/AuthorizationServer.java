package dev.tributary.connector.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Spring Authorization Server, from this build's module {@code sync-engine/testing/authorization-server}, in a JVM of its own. */
public final class AuthorizationServer implements OAuthServer {

    private static final Path MODULE = Path.of("sync-engine", "testing", "authorization-server");
    private static final Pattern PORT = Pattern.compile("Listening on port (\\d+)");

    private final Exchange exchange = new Exchange();
    private final ProcessGroup process;
    private final String issuer;
    private final Endpoints endpoints;

    private AuthorizationServer(ProcessGroup process, String issuer) {
        this.process = process;
        this.issuer = issuer;
        this.endpoints = exchange.discover(issuer);
    }

    /**
     * Starts one on a free port.
     *
     * @param settings of Spring Boot, such as {@code --server.port=9000}, that replace its own
     */
    public static AuthorizationServer start(String... settings) {
        try {
            var log = Files.createTempFile("authorization-server", ".log");
            var process = ProcessGroup.ofOne(command(settings), "Ready", log);
            var printed = PORT.matcher(Files.readString(log));
            if (!printed.find()) {
                process.close();
                throw new IllegalStateException("The authorization server does not say its port: see " + log);
            }
            return new AuthorizationServer(process, "http://localhost:" + printed.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String issuer() {
        return issuer;
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public boolean allows(String accessToken, String scope) {
        return !accessToken.isEmpty() && exchange.allows(endpoints, accessToken, scope);
    }

    @Override
    public Refreshes refreshes() {
        return new Refreshes(
                counts().path("refreshed").asLong(), counts().path("refused").asLong());
    }

    /** How many tokens were given for a code, a device or the client itself. */
    public long grants() {
        return counts().path("granted").asLong();
    }

    /** How many calls met the trouble made. */
    public long troubled() {
        return counts().path("troubled").asLong();
    }

    @Override
    public void revokeAll(Person person) {
        exchange.post(issuer + "/control/revoke", Map.of("person", person.name()));
    }

    /** Lets the next calls of the token endpoint fail with that status. */
    public void failTokens(int status, int times) {
        exchange.post(issuer + "/control/trouble", Map.of("status", "" + status, "times", "" + times));
    }

    /** Lets the next calls of the token endpoint answer 429 with that Retry-After. */
    public void limitTokens(Duration retryAfter, int times) {
        exchange.post(
                issuer + "/control/trouble",
                Map.of("status", "429", "times", "" + times, "retryAfter", "" + retryAfter.toSeconds()));
    }

    @Override
    public void close() {
        process.close();
        exchange.close();
    }

    private JsonNode counts() {
        return exchange.get(issuer + "/control/counts");
    }

    private static List<String> command(String... settings) throws IOException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var command = new ArrayList<>(List.of(java, "-Xmx192m", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(jar().toString());
        command.addAll(List.of(settings));
        return command;
    }

    private static Path jar() throws IOException {
        var directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            var found = jar(directory.resolve(MODULE).resolve("target"));
            if (found.isPresent()) {
                return found.get();
            }
            directory = directory.getParent();
        }
        throw new IllegalStateException("The authorization server is not built: ./mvnw package -pl " + MODULE);
    }

    private static Optional<Path> jar(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches("authorization-server-.*\\.jar"))
                    .findFirst();
        }
    }
}
