package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where one installation of MediaWiki keeps its settings and its database; the program itself is the system's. */
record WikiDirectory(Path path) {

    static final Path INSTALLED = Path.of("/usr/share/mediawiki");

    static WikiDirectory create() throws IOException {
        return new WikiDirectory(Files.createTempDirectory("mediawiki"));
    }

    /** Sets up a new wiki that will answer at {@code url}, with {@code settings} after those it comes with. */
    void install(String url, String settings) throws IOException {
        var database = Files.createDirectory(path.resolve("database"));
        var answers = Stream.of(
                "--confpath=" + path,
                "--dbtype=sqlite",
                "--dbpath=" + database,
                "--server=" + url,
                "--scriptpath=",
                "--pass=only-for-this-test",
                "Wiki",
                "Admin");
        run("install.php", answers, Map.of());
        append(settings);
        try (var router = WikiDirectory.class.getResourceAsStream("mediawiki-router.php")) {
            Files.write(router(), Objects.requireNonNull(router).readAllBytes());
        }
    }

    Path router() {
        return path.resolve("router.php");
    }

    Path log() {
        return path.resolve("server.log");
    }

    /** What MediaWiki has to know to find its settings. */
    Map<String, String> environment() {
        return Map.of("MW_CONFIG_FILE", settings().toString(), "MEDIAWIKI_ROOT", INSTALLED.toString());
    }

    void append(String php) {
        try {
            Files.writeString(settings(), php + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String maintain(String script, String... arguments) {
        return run(script, Stream.of(arguments), environment());
    }

    void delete() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path settings() {
        return path.resolve("LocalSettings.php");
    }

    private static String run(String script, Stream<String> arguments, Map<String, String> environment) {
        var program =
                List.of("php", INSTALLED.resolve("maintenance").resolve(script).toString());
        var builder =
                new ProcessBuilder(Stream.concat(program.stream(), arguments).toList());
        builder.redirectErrorStream(true).environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s failed: %s".formatted(script, printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + script, e);
        }
    }
}
