package dev.tributary.engine.sync;

import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceSession;
import dev.tributary.engine.connector.Access;
import dev.tributary.engine.connector.Budgets;
import dev.tributary.engine.connector.Patience;
import dev.tributary.engine.connector.SourceClient;
import dev.tributary.engine.connector.SourceSettings;
import dev.tributary.engine.knowledge.StoredConnector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.util.unit.DataSize;

/** The engine's own HTTP, with its budgets, allowed to reach the emulator. */
final class BenchClient implements AutoCloseable {

    private final SourceClient client;

    BenchClient() {
        this.client = new SourceClient(settings(), new Budgets(Clock.systemUTC()), Clock.systemUTC());
    }

    SourceSession session(StoredConnector stored) {
        return client.session(
                new Access("bench", new Credential.Anonymous()), new SourceConfig(stored.config()), Patience.OF_A_RUN);
    }

    private static SourceSettings settings() {
        return new SourceSettings(
                List.of("127.0.0.1"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                5,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ofSeconds(7),
                DataSize.ofMegabytes(100),
                DataSize.ofKilobytes(256),
                "Tributary");
    }

    @Override
    public void close() {
        client.close();
    }
}
