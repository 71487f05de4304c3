package dev.tributary.engine.sync;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.ExecuteFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a process sends the database passes here. At the n-th statement the process is dead, as kill -9 leaves it: no
 * statement is sent any more, and what was not committed is rolled back; or it stands still, its transactions open, until
 * it is woken up. Thread-safe.
 */
final class Gate implements ExecuteFunction {

    /** Fails whatever a dead process still attempts. */
    static final class Dead extends RuntimeException {
        Dead() {
            super("this process is dead", null, false, false);
        }
    }

    private static final int NEVER = Integer.MAX_VALUE;

    private final int last;
    private final AtomicInteger statements = new AtomicInteger();
    private final CompletableFuture<Void> death = new CompletableFuture<>();
    private int stop;
    private boolean isAwake;
    private CompletableFuture<Void> standsStill = new CompletableFuture<>();
    private CompletableFuture<Void> goesOn = new CompletableFuture<>();

    private Gate(int last, int stop) {
        this.last = last;
        this.stop = stop;
    }

    static Gate open() {
        return new Gate(NEVER, NEVER);
    }

    /** @param last the number of the statement that is not sent any more, from 1 */
    static Gate dyingAt(int last) {
        return new Gate(last, NEVER);
    }

    /** @param stop the number of the statement that waits, and all after it, from 1 */
    static Gate standingStillAt(int stop) {
        return new Gate(NEVER, stop);
    }

    @Override
    public Publisher<? extends Result> execute(Statement statement) {
        var number = statements.incrementAndGet();
        if (number >= last) {
            die();
        }
        if (death.isDone()) {
            return Mono.error(new Dead());
        }
        return turn(number)
                .<Publisher<? extends Result>>map(
                        turn -> Mono.fromFuture(turn, true).thenMany(Flux.defer(statement::execute)))
                .orElseGet(statement::execute);
    }

    /** What the statement of that number waits for, if for anything. */
    synchronized Optional<CompletableFuture<Void>> turn(int number) {
        if (isAwake || number < stop) {
            return Optional.empty();
        }
        standsStill.complete(null);
        return Optional.of(goesOn);
    }

    /** Lets the n-th statement from now on wait, and all after it, unless they do so before or it was woken up. */
    synchronized void standStillIn(int more) {
        stop = Math.min(stop, statements.get() + more);
    }

    /** Completes when a statement waits. */
    synchronized CompletableFuture<Void> standsStill() {
        return standsStill;
    }

    /** Sends what waits, and lets the next statement wait. */
    void takeOneStep() {
        CompletableFuture<Void> waiting;
        synchronized (this) {
            waiting = goesOn;
            goesOn = new CompletableFuture<>();
            standsStill = new CompletableFuture<>();
        }
        waiting.complete(null);
    }

    /** Sends what waits, and everything after it. */
    void wakeUp() {
        synchronized (this) {
            isAwake = true;
        }
        takeOneStep();
    }

    boolean isImmortal() {
        return last == NEVER;
    }

    int passed() {
        return statements.get();
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
