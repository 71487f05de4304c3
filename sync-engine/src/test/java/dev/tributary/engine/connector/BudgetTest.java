package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.connector.Budget.Outcome;
import dev.tributary.engine.connector.Budget.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F5: one budget per host and credential")
final class BudgetTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Outcome UNCLEAR = new Outcome.Unclear();

    private final VirtualTime time = new VirtualTime();
    private final Budgets budgets = new Budgets(time);
    private final Budget budget = budgets.of("wiki.example", "credential-1");

    @Test
    void isSharedByAllWhoUseTheSameHostAndCredential() {
        assertThat(budgets.of("wiki.example", "credential-1")).isSameAs(budget);
        assertThat(budgets.of("wiki.example", "credential-2")).isNotSameAs(budget);
        assertThat(budgets.of("other.example", "credential-1")).isNotSameAs(budget);
    }

    @Test
    void letsNobodyInWhenItIsFull() throws InterruptedException {
        var permits = fill();
        assertThat(budget.acquire(Duration.ZERO)).isEmpty();
        assertThat(budget.queued()).isZero();
        budget.release(permits.getFirst(), UNCLEAR);
        assertThat(budget.acquire(Duration.ZERO)).isPresent();
    }

    @Test
    void servesThoseWhoWaitInTheirOrder() throws InterruptedException {
        var permits = fill();
        var served = new CopyOnWriteArrayList<Integer>();
        var done = new CountDownLatch(5);
        for (var i = 0; i < 5; i++) {
            var number = i;
            start(() -> {
                var permit = budget.acquire(LONG).orElseThrow();
                served.add(number);
                budget.release(permit, UNCLEAR);
                done.countDown();
            });
            awaitQueue(i + 1);
        }
        budget.release(permits.getFirst(), UNCLEAR);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void anInterruptedWaiterLeavesItsPlaceToTheNext() throws InterruptedException {
        var permits = fill();
        var served = new CountDownLatch(1);
        var first = start(() -> budget.acquire(LONG));
        awaitQueue(1);
        start(() -> {
            budget.acquire(LONG);
            served.countDown();
        });
        awaitQueue(2);
        first.interrupt();
        assertThat(first.join(Duration.ofSeconds(60))).isTrue();
        budget.release(permits.getFirst(), UNCLEAR);
        assertThat(served.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void neverLetsMoreInThanItsLimit() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 200; i++) {
            threads.add(start(() -> {
                var permit = budget.acquire(LONG).orElseThrow();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inside.decrementAndGet();
                budget.release(permit, new Outcome.Good(Duration.ofMillis(10)));
            }));
        }
        for (var thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
        }
        assertThat(most.get()).isBetween(1, Aimd.MOST);
        assertThat(budget.limit()).isEqualTo(Aimd.MOST);
        assertThat(budget.isIdle()).isTrue();
    }

    @Test
    void halvesWithTrouble() throws InterruptedException {
        var permits = fill();
        permits.forEach(permit -> budget.release(permit, new Outcome.Troubled()));
        assertThat(budget.limit()).isEqualTo(2);
    }

    @Test
    @DisplayName("R7: a wait for a host can be read, and passes")
    void tellsUntilWhenTheHostWantsToBeLeftAlone() throws InterruptedException {
        var until = time.instant().plusSeconds(90);
        budget.freeze(until);
        budget.freeze(time.instant().plusSeconds(10));
        assertThat(budgets.waiting()).containsExactly(new Budgets.Wait("wiki.example", "credential-1", until));
        assertThat(budget.isIdle()).isFalse();
        time.sleep(Duration.ofSeconds(90));
        assertThat(budgets.waiting()).isEmpty();
        assertThat(budget.isIdle()).isTrue();
    }

    @Test
    void forgetsIdleBudgetsWhenThereAreMany() throws InterruptedException {
        budget.acquire(LONG);
        var idle = budgets.of("idle.example", "credential-1");
        for (var i = 0; i < 2_000; i++) {
            budgets.of("host-" + i, "credential-1");
        }
        assertThat(budgets.of("wiki.example", "credential-1")).isSameAs(budget);
        assertThat(budgets.of("idle.example", "credential-1")).isNotSameAs(idle);
    }

    private List<Permit> fill() throws InterruptedException {
        var permits = new ArrayList<Permit>();
        for (var i = budget.limit(); i > 0; i--) {
            permits.add(budget.acquire(LONG).orElseThrow());
        }
        return permits;
    }

    private void awaitQueue(int length) {
        while (budget.queued() < length) {
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread start(Work work) {
        return Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
