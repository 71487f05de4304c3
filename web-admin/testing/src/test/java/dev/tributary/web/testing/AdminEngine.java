package dev.tributary.web.testing;

import dev.tributary.connector.kit.JsonApi;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged engine with its embedded database and the admin UI, as people start it; it finds
 * the emulator's connectors besides, and a stranger.
 */
final class AdminEngine implements BeforeAllCallback, AfterAllCallback {
    static final String PASSWORD = "correct horse battery";

    private @Nullable AdminProcess process;
    private @Nullable Path data;

    @Override
    public void beforeAll(ExtensionContext extension) throws IOException {
        data = AdminProcess.reachable(Files.createTempDirectory("tributary-admin"));
        process = AdminProcess.start(
                List.of(
                        "-cp",
                        Jars.engine().toString(),
                        "-Dloader.main=dev.tributary.engine.Tributary",
                        "-Dloader.path=%s,%s,%s"
                                .formatted(
                                        Jars.of(SourceEmulator.class),
                                        Jars.of(JsonApi.class),
                                        Jars.of(StrangerConnector.class)),
                        "org.springframework.boot.loader.launch.PropertiesLauncher"),
                Map.of(
                        "TRIBUTARY_DATA",
                        data.resolve("data").toString(),
                        "TRIBUTARY_ADMIN_PASSWORD",
                        PASSWORD,
                        "TRIBUTARY_FOLDERS",
                        Jars.root() + "," + data,
                        "TRIBUTARY_SOURCE_ALLOWED_HOSTS",
                        "127.0.0.1",
                        "TRIBUTARY_ACCESS_REQUESTS_PER_MINUTE",
                        "60000"));
    }

    @Override
    public void afterAll(ExtensionContext extension) throws IOException {
        if (process != null) {
            process.close();
        }
        if (data != null) {
            try (var files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
            }
        }
    }

    String url() {
        return Objects.requireNonNull(process).url();
    }

    String said() {
        return Objects.requireNonNull(process).said();
    }
}
