package dev.tributary.connector.testkit;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceSession;
import dev.tributary.meta.AuthConfig;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A run's session over any HTTP, with a memory of its own. Safe for use by several threads. */
public final class TestSession implements SourceSession {

    /** What the clock says unless another is given; it stands still, so that requests naming the time can be recorded. */
    public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SourceConfig config;
    private final SourceHttp http;
    private final Credential credential;
    private final Clock clock;
    private final Map<String, Remembered> memory = new ConcurrentHashMap<>();

    private TestSession(SourceConfig config, SourceHttp http, Credential credential, Clock clock) {
        this.config = config;
        this.http = http;
        this.credential = credential;
        this.clock = clock;
    }

    /** A session without a credential, at {@link #NOW}. */
    public static TestSession over(SourceHttp http, Map<String, List<String>> config) {
        return new TestSession(
                new SourceConfig(config), http, new Credential.Anonymous(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** A session for a connector that does no HTTP; each request is an error of the test. */
    public static TestSession withoutHttp(Map<String, List<String>> config) {
        return over(
                request -> {
                    throw new AssertionError("This session has no HTTP, but was asked for " + request);
                },
                config);
    }

    /** Made-up secrets of the kind that the declaration asks for. */
    public static Credential credentialFor(AuthConfig auth) {
        return switch (auth) {
            case AuthConfig.OAuth _ -> new Credential.Token("test-token");
            case AuthConfig.ApiKey key ->
                new Credential.Secrets(key.secrets().stream()
                        .map(AuthConfig.Secret::name)
                        .collect(Collectors.toMap(Function.identity(), name -> "test-" + name)));
            case AuthConfig.None _ -> new Credential.Anonymous();
        };
    }

    /** A fresh session like this one, with another credential. */
    public TestSession with(Credential another) {
        return new TestSession(config, http, another, clock);
    }

    /** A fresh session like this one, at another time. */
    public TestSession with(Clock another) {
        return new TestSession(config, http, credential, another);
    }

    @Override
    public Credential credential() {
        return credential;
    }

    @Override
    public SourceConfig config() {
        return config;
    }

    @Override
    public SourceHttp http() {
        return http;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public <T> T once(String key, Class<T> type, Callable<T> compute) throws InterruptedException {
        return type.cast(memory.computeIfAbsent(key, _ -> new Remembered()).get(compute));
    }

    /** A value computed by the first who asks, while the others wait. */
    private static final class Remembered {
        private final ReentrantLock lock = new ReentrantLock();
        private Optional<Object> value = Optional.empty();

        Object get(Callable<?> compute) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (value.isEmpty()) {
                    value = Optional.of(call(compute));
                }
                return value.get();
            } finally {
                lock.unlock();
            }
        }

        private static Object call(Callable<?> compute) throws InterruptedException {
            try {
                return compute.call();
            } catch (InterruptedException | ConnectorException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("What the connector wanted to remember could not be computed", e);
            }
        }
    }
}
