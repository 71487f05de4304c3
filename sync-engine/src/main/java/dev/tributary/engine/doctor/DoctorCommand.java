package dev.tributary.engine.doctor;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.account.Consents;
import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code java -jar sync-engine-*.jar doctor [--json]}: examines an installation with the settings that the engine would have,
 * makes and changes nothing but an entry in the audit log where it opens secrets, and ends with 0 if all is fine, 1 if
 * something is to be done, 2 if something is broken.
 */
public final class DoctorCommand {
    public static final String NAME = "doctor";

    private static final String AS_JSON = "--json";

    private DoctorCommand() {}

    /**
     * Examines, prints the report, and returns the exit code.
     *
     * @param arguments those after the name: {@code --json}, and settings as the engine takes them
     */
    public static int run(List<String> arguments) {
        var settings = arguments.stream().filter(argument -> !argument.equals(AS_JSON));
        var report = report(settings);
        System.out.println(
                arguments.contains(AS_JSON) ? JsonMapper.shared().writeValueAsString(report) : ReportText.of(report));
        return report.verdict().exitCode();
    }

    private static Report report(Stream<String> settings) {
        var given = settings.toArray(String[]::new);
        try {
            var known = withoutTheDatabase(given);
            return known.isPresent() ? known.get() : examined(given);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed(stopped);
        } catch (RuntimeException | IOException failure) {
            return failed(failure);
        }
    }

    /** What is said of a database that an engine is using, or that is not there yet. */
    private static Optional<Report> withoutTheDatabase(String... settings) throws IOException, InterruptedException {
        try (var context = new SpringApplicationBuilder(SettingsAlone.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties(Map.of("logging.level.root", "off"))
                .run(settings)) {
            var storage = context.getBean(StorageSettings.class);
            var process = user(storage);
            if (process.isPresent()) {
                return Optional.of(EngineApi.of(context.getEnvironment()).report(process.get()));
            }
            return storage.embedded() && !storage.holdsData()
                    ? Optional.of(Report.of(new DataDirectoryCheck(storage, "").found()))
                    : Optional.empty();
        }
    }

    /** Of all the engine, where its data are. */
    @EnableConfigurationProperties(StorageSettings.class)
    static final class SettingsAlone {}

    private static Report examined(String... settings) throws InterruptedException {
        try (var context = inspection(settings)) {
            return awaited(context.getBean(Doctor.class), callback(context.getEnvironment()));
        }
    }

    private static Report failed(Exception failure) {
        return Report.of(List.of(Doctor.explained("Settings", failure)));
    }

    /** All parts of the engine, each made only when it is asked for; none that starts work by itself. */
    private static ConfigurableApplicationContext inspection(String... settings) {
        return new SpringApplicationBuilder(Tributary.class)
                .profiles("inspection")
                .web(WebApplicationType.NONE)
                .lazyInitialization(true)
                .logStartupInfo(false)
                .properties(Map.of("spring.flyway.enabled", "false", "logging.level.root", "off"))
                .run(settings);
    }

    private static Optional<String> user(StorageSettings storage) {
        try {
            return storage.embedded() ? storage.user() : Optional.empty();
        } catch (IOException seenByTheChecks) {
            return Optional.empty();
        }
    }

    private static URI callback(Environment environment) {
        var base = environment.getProperty("tributary.public-url", "").strip().replaceAll("/+$", "");
        return URI.create((base.isEmpty() ? EngineApi.listensAt(environment) : base) + Consents.CALLBACK);
    }

    private static Report awaited(Doctor doctor, URI callback) throws InterruptedException {
        try {
            return doctor.examine(callback).toFuture().get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
