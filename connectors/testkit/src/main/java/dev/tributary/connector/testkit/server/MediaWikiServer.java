package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A real MediaWiki, installed from the system's package into a directory of its own, that anyone on this machine may
 * read and write. A change is settled when its method returns: links, categories and included templates are up to date.
 */
public final class MediaWikiServer implements AutoCloseable {

    private static final String PACKAGES = "mediawiki php-cli php-sqlite3 php-xml php-mbstring php-intl";

    /** No cache of rendered pages: it goes by seconds, so a test could see what was true before its last change. */
    private static final String SETTINGS = """

            foreach ( [ 'delete', 'undelete', 'move', 'suppressredirect', 'noratelimit' ] as $right ) {
                $wgGroupPermissions['*'][$right] = true;
            }
            $wgJobRunRate = 0;
            $wgParserCacheType = CACHE_NONE;
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private final WikiDirectory directory;
    private final String url;
    private final ProcessGroup server;

    private MediaWikiServer(WikiDirectory directory, String url, ProcessGroup server) {
        this.directory = directory;
        this.url = url;
        this.server = server;
    }

    /** Starts a new wiki holding only its main page, or skips the test where MediaWiki is not installed. */
    public static MediaWikiServer start() {
        assumeTrue(
                Files.exists(WikiDirectory.INSTALLED.resolve("api.php")) && Files.isExecutable(Path.of("/usr/bin/php")),
                "MediaWiki is not installed: apt-get install --no-install-recommends " + PACKAGES);
        try {
            var directory = WikiDirectory.create();
            try {
                return start(directory, freePort());
            } catch (IOException | RuntimeException e) {
                directory.delete();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of the wiki, without a slash at its end; its API is at {@code /api.php}. */
    public String url() {
        return url;
    }

    /** Creates the page, or gives it a new text. */
    public MediaWikiServer edit(String title, String text) {
        return write(Map.of("action", "edit", "title", title, "text", text));
    }

    /** Renames the page, leaving a redirect behind. */
    public MediaWikiServer move(String from, String to) {
        return write(Map.of("action", "move", "from", from, "to", to));
    }

    /** Deletes the page. */
    public MediaWikiServer delete(String title) {
        return write(Map.of("action", "delete", "title", title));
    }

    /** Brings back a deleted page. */
    public MediaWikiServer undelete(String title) {
        return write(Map.of("action", "undelete", "title", title));
    }

    /** Creates many pages at once, far faster than one by one; titles without slashes. */
    public MediaWikiServer create(Map<String, String> textsByTitle) {
        try {
            var texts = Files.createTempDirectory(directory.path(), "pages");
            for (var page : textsByTitle.entrySet()) {
                Files.writeString(texts.resolve(page.getKey() + ".txt"), page.getValue());
            }
            maintain("importTextFiles.php", "--rc", texts + "/*.txt");
            return settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a line of PHP to its LocalSettings.php, such as one that keeps strangers out. */
    public MediaWikiServer configure(String php) {
        directory.append(php);
        return this;
    }

    /**
     * Lets its list of recent changes say that all of them happened yesterday, for it counts in seconds and tests do not
     * wait. Not longer ago: a wiki throws away changes of more than 90 days, at one edit in ten.
     */
    public MediaWikiServer age() {
        var yesterday = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
                .withZone(ZoneOffset.UTC)
                .format(Instant.now().minus(Duration.ofDays(1)));
        maintain("sql.php", "--query", "UPDATE recentchanges SET rc_timestamp = '%s'".formatted(yesterday));
        return this;
    }

    /** Runs one of MediaWiki's maintenance scripts and returns what it printed. */
    public String maintain(String script, String... arguments) {
        return directory.maintain(script, arguments);
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
        directory.delete();
    }

    private MediaWikiServer write(Map<String, String> parameters) {
        var form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&", "format=json&token=%2B%5C&", ""));
        var request = HttpRequest.newBuilder(URI.create(url + "/api.php"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200 || response.body().startsWith("{\"error\":")) {
                throw new IllegalStateException("The wiki refuses %s: %s".formatted(parameters, response.body()));
            }
            return settle();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing to the wiki", e);
        }
    }

    private MediaWikiServer settle() {
        maintain("runJobs.php");
        return this;
    }

    private static MediaWikiServer start(WikiDirectory directory, int port) throws IOException {
        var url = "http://127.0.0.1:" + port;
        directory.install(url, SETTINGS);
        var options = List.of("php", "-d", "opcache.enable_cli=1", "-d", "opcache.revalidate_freq=0");
        var command = new ArrayList<>(options);
        command.addAll(List.of("-S", "127.0.0.1:" + port, "-t", WikiDirectory.INSTALLED.toString()));
        command.add(directory.router().toString());
        var environment = new HashMap<>(directory.environment());
        environment.put("PHP_CLI_SERVER_WORKERS", "4");
        return new MediaWikiServer(
                directory, url, ProcessGroup.start(command, environment, ") started", directory.log()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
