package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Credential;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceSession;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What one run, or one check, lends its connector. Closing it removes its temporary files. Thread-safe. */
public final class RunSession implements SourceSession, AutoCloseable {

    private final Lending lending;
    private final SourceConfig config;
    private final SourceHttp http;
    private final Clock clock;
    private final Spool spool;
    private final ConcurrentHashMap<String, Computation> memory = new ConcurrentHashMap<>();

    RunSession(Lending lending, SourceConfig config, SourceHttp http, Clock clock, Spool spool) {
        this.lending = lending;
        this.config = config;
        this.http = http;
        this.clock = clock;
        this.spool = spool;
    }

    @Override
    public Credential credential() {
        return lending.credential();
    }

    Lending lending() {
        return lending;
    }

    /** What was remembered may hold a token that is refused. */
    void forget() {
        memory.clear();
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
        while (true) {
            var mine = new Computation(Thread.currentThread());
            var theirs = memory.putIfAbsent(key, mine);
            if (theirs == null) {
                return computed(key, mine, compute);
            }
            var value = theirs.await(key);
            if (value.isPresent()) {
                return type.cast(value.get());
            }
        }
    }

    @Override
    public void close() {
        memory.clear();
        spool.close();
    }

    @Override
    public String toString() {
        return "RunSession[...]";
    }

    private <T> T computed(String key, Computation mine, Callable<T> compute) throws InterruptedException {
        try {
            var value = Objects.requireNonNull(compute.call(), key);
            mine.value = value;
            return value;
        } catch (RuntimeException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new UnexpectedResponse("%s could not be read from the source".formatted(key), e);
        } finally {
            if (mine.value == null) {
                memory.remove(key, mine);
            }
            mine.done.countDown();
        }
    }

    /** A value on its way. Without one when done, it failed, and whoever waited tries for himself. */
    private static final class Computation {
        private final Thread owner;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable Object value;

        private Computation(Thread owner) {
            this.owner = owner;
        }

        private Optional<Object> await(String key) throws InterruptedException {
            if (owner.equals(Thread.currentThread()) && done.getCount() > 0) {
                throw new IllegalStateException("The computation of '%s' asks for its own result".formatted(key));
            }
            done.await();
            return Optional.ofNullable(value);
        }
    }
}
