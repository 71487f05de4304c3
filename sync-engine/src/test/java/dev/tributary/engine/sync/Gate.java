package dev.tributary.engine.sync;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.ExecuteFunction;
import reactor.core.publisher.Mono;

/**
 * What a process sends the database passes here; at the n-th statement the process is dead, as kill -9 leaves it: no
 * statement is sent any more, and what was not committed is rolled back.
 */
final class Gate implements ExecuteFunction {

    /** Fails whatever a dead process still attempts. */
    static final class Dead extends RuntimeException {
        Dead() {
            super("this process is dead", null, false, false);
        }
    }

    private final int last;
    private final AtomicInteger statements = new AtomicInteger();
    private final CompletableFuture<Void> death = new CompletableFuture<>();

    /** @param last the number of the statement that is not sent any more, from 1 */
    Gate(int last) {
        this.last = last;
    }

    @Override
    public Publisher<? extends Result> execute(Statement statement) {
        if (statements.incrementAndGet() >= last) {
            die();
        }
        return death.isDone() ? Mono.error(new Dead()) : statement.execute();
    }

    boolean isImmortal() {
        return last == Integer.MAX_VALUE;
    }

    @Override
    public String toString() {
        return isImmortal() ? "by the source" : "at statement " + last;
    }

    void die() {
        death.complete(null);
    }

    /** Completes when the process dies. */
    CompletableFuture<Void> death() {
        return death;
    }
}
