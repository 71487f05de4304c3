package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

@Timeout(60)
final class DetachedConnectionsTest {

    private final Clinging clinging = new Clinging();
    private final DetachedConnections connections = new DetachedConnections(clinging);
    private final AtomicInteger closed = new AtomicInteger();
    private final Connection connection = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, _) -> switch (method.getName()) {
                case "close" -> Mono.fromRunnable(closed::incrementAndGet);
                case "toString" -> "a connection";
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @Test
    void keepNothingOfWhoHadThemOpened() throws InterruptedException {
        var received = new ArrayList<Connection>();
        var secret = borrow(received);

        clinging.waiting.getFirst().success(connection);

        assertThat(received.getFirst()).isSameAs(connection);
        secret.awaitThatItIsGone();
        assertThat(closed).hasValue(0);
    }

    @Test
    void areOpenedInAContextOfTheirOwn() {
        var _ = borrow(new ArrayList<>());

        assertThat(clinging.waiting.getFirst().contextView().stream()).isEmpty();
    }

    @Test
    void areOpenedAnewForEachBorrower() {
        var opening = connections.create();
        var first = opening.toFuture();
        var second = opening.toFuture();

        clinging.waiting.getLast().success(connection);

        assertThat(clinging.waiting).hasSize(2);
        assertThat(first).isNotDone();
        assertThat(second.join()).isSameAs(connection);
    }

    @Test
    void areClosedWhenNobodyWaitsForThemAnyMore() {
        var received = new ArrayList<Connection>();
        connections.create().subscribe(received::add).dispose();

        clinging.waiting.getFirst().success(connection);

        assertThat(received).isEmpty();
        assertThat(closed).hasValue(1);
    }

    @Test
    void failAsTheyFailed() {
        var failure = new IllegalStateException("no");
        var told = new CompletableFuture<Throwable>();
        connections.create().subscribe(_ -> {}, told::complete);

        clinging.waiting.getFirst().error(failure);

        assertThat(told.join()).isSameAs(failure);
    }

    @Test
    void tellWhatTheyLeadTo() {
        assertThat(connections.getMetadata().getName()).isEqualTo("clinging");
    }

    /** Has one opened by a chain that has a secret, in its operators and in its context. */
    private Trace borrow(List<Connection> received) {
        var secret = new Object();
        connections
                .create()
                .doOnNext(_ -> assertThat(secret).isNotNull())
                .contextWrite(context -> context.put("secret", secret))
                .subscribe(received::add);
        return new Trace(secret);
    }

    /** Opens connections when told to, and remembers who waited for them, as Reactor Netty does. */
    private static final class Clinging implements ConnectionFactory {
        final List<MonoSink<Connection>> waiting = new ArrayList<>();

        @Override
        public Mono<Connection> create() {
            return Mono.create(waiting::add);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "clinging";
        }
    }
}
