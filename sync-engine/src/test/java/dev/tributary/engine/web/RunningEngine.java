package dev.tributary.engine.web;

import dev.tributary.engine.Tributary;
import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.probe.ProbeController;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;

/** The whole engine on a free port of the loopback, with a database and a clock of its own, for a test class. */
public final class RunningEngine implements BeforeAllCallback, AfterAllCallback {
    public static final String PASSWORD = "correct horse battery";

    private final TestDatabase database = new TestDatabase();
    private final SettableClock clock = new SettableClock();
    private final List<String> settings;
    private @Nullable ConfigurableApplicationContext context;

    /** @param settings more arguments, as in {@code --tributary.source.allowed-hosts=127.0.0.1} */
    public RunningEngine(String... settings) {
        this.settings = List.of(settings);
    }

    @Override
    public void beforeAll(ExtensionContext extension) {
        database.beforeAll(extension);
        context = new SpringApplicationBuilder(Tributary.class)
                .initializers(this::testBeans)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--tributary.database-url=" + database.url(),
                                        "--tributary.encryption-key=" + encryptionKey(),
                                        "--TRIBUTARY_ADMIN_PASSWORD=" + PASSWORD),
                                settings.stream())
                        .toArray(String[]::new));
    }

    private static String encryptionKey() {
        var key = new byte[32];
        new Random(1).nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private void testBeans(ConfigurableApplicationContext starting) {
        var beans = (GenericApplicationContext) starting;
        beans.registerBean("clock", Clock.class, () -> clock);
        beans.registerBean(ProbeController.class);
    }

    @Override
    public void afterAll(ExtensionContext extension) {
        running().close();
        context = null; // a class that ran stays reachable, and with it what its static fields lead to
        database.afterAll(extension);
    }

    public <T> T bean(Class<T> type) {
        return running().getBean(type);
    }

    public DatabaseClient database() {
        return database.client();
    }

    public SettableClock clock() {
        return clock;
    }

    /** Where it listens on the loopback. */
    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) running()).getWebServer())
                .getPort();
    }

    /** A client that is nobody yet. */
    public WebTestClient client() {
        // A connection for each request: one whose answer nobody reads to its end would never come back to a pool.
        return WebTestClient.bindToServer(new ReactorClientHttpConnector(HttpClient.newConnection()))
                .baseUrl("http://127.0.0.1:" + port())
                .responseTimeout(Duration.ofSeconds(30))
                .build();
    }

    private ConfigurableApplicationContext running() {
        return Objects.requireNonNull(context, "register the extension in a static field with @RegisterExtension");
    }
}
