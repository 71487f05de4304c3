package dev.tributary.engine.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Transactions are carried out as a whole or not at all, at whatever moment they are cancelled. */
@Timeout(60)
final class TransactionsIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final ConnectionPool pool = (ConnectionPool) DATABASE.connectionFactory();
    private final JdbcClient observer = JdbcClient.create(DATABASE.dataSource());

    /** What waits for a forgotten transaction is told so. */
    @BeforeAll
    static void waitsNotForever() {
        DATABASE.set("lock_timeout", "10s");
    }

    @BeforeEach
    void emptyTable() {
        observer.sql("DROP TABLE IF EXISTS written").update();
        observer.sql("CREATE TABLE written (n integer CHECK (n > 0), UNIQUE (n) DEFERRABLE INITIALLY DEFERRED)")
                .update();
    }

    @Test
    void carriesOutNothingThatIsSentAfterTheyWereCancelled() throws Exception {
        var late = new Late();
        var client = DatabaseClient.builder()
                .connectionFactory(pool)
                .executeFunction(late::execute)
                .build();
        var running = write(client, 1)
                .publishOn(Schedulers.boundedElastic())
                .then(write(client, 2))
                .as(new Transactions(pool)::transactional)
                .subscribe();
        late.isAboutToBeSent.await();

        running.dispose();
        awaitThatNothingIsLent();
        late.goesOn.countDown();
        late.isSent.await();
        write(DatabaseClient.create(pool), 3).block();

        assertThat(written()).isEqualTo(3);
    }

    @Test
    void leavesNoConnectionBehindThatHasBegunATransaction() throws Exception {
        var begins = new CountDownLatch(1);
        var answer = new CompletableFuture<Void>();
        var slow = new SlowToBegin(pool, begins, answer);
        var running = write(DatabaseClient.create(slow), 1)
                .as(new Transactions(slow)::transactional)
                .subscribe();
        begins.await();

        running.dispose();
        answer.complete(null);
        awaitThatNothingIsLent();
        write(DatabaseClient.create(pool), 3).block();

        assertThat(written()).isEqualTo(3);
    }

    @Test
    void carriesOutAllOrNothing() throws Exception {
        var client = DatabaseClient.create(pool);
        var transactions = new Transactions(pool);
        var duplicate = write(client, 4).then(write(client, 4)).as(transactions::transactional);
        var refused = write(client, 2).then(write(client, -1)).as(transactions::transactional);

        write(client, 1).then(write(client, 7)).as(transactions::transactional).block();

        assertThatThrownBy(duplicate::block).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(refused::block).isInstanceOf(DataIntegrityViolationException.class);
        awaitThatNothingIsLent();
        assertThat(written()).isEqualTo(8);
    }

    private static Mono<Long> write(DatabaseClient client, int number) {
        return client.sql("INSERT INTO written VALUES (%d)".formatted(number))
                .fetch()
                .rowsUpdated();
    }

    private long written() {
        return observer.sql("SELECT coalesce(sum(n), 0) FROM written")
                .query(Long.class)
                .single();
    }

    private void awaitThatNothingIsLent() throws InterruptedException {
        while (pool.getMetrics().orElseThrow().acquiredSize() > 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException("a connection is not given back");
            }
        }
    }

    /** A thread that sends the second statement, and is held up just before it does. */
    private static final class Late {
        final CountDownLatch isAboutToBeSent = new CountDownLatch(1);
        final CountDownLatch goesOn = new CountDownLatch(1);
        final CountDownLatch isSent = new CountDownLatch(1);
        private final AtomicInteger statements = new AtomicInteger();

        Publisher<? extends Result> execute(Statement statement) {
            return statements.incrementAndGet() == 2
                    ? subscriber -> {
                        isAboutToBeSent.countDown();
                        awaitQuietly(goesOn);
                        statement.execute().subscribe(subscriber);
                        isSent.countDown();
                    }
                    : statement.execute();
        }

        private static void awaitQuietly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Connections to a server that takes its time to answer BEGIN. */
    private record SlowToBegin(ConnectionPool pool, CountDownLatch begins, CompletableFuture<Void> answer)
            implements ConnectionFactory {

        @Override
        public Publisher<? extends Connection> create() {
            return pool.create().map(this::slow);
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return pool.getMetadata();
        }

        private Connection slow(Connection connection) {
            return (Connection) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {Connection.class, Wrapped.class},
                    (_, method, args) -> {
                        try {
                            var result = method.invoke(connection, args);
                            return method.getName().equals("beginTransaction")
                                    ? Mono.from((Publisher<?>) result)
                                            .doOnSubscribe(_ -> begins.countDown())
                                            .then(Mono.fromFuture(answer, true))
                                    : result;
                        } catch (InvocationTargetException failure) {
                            throw Objects.requireNonNull(failure.getCause());
                        }
                    });
        }
    }
}
