package dev.tributary.engine.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class MemoryGateTest {

    private static final long ROOM = 1 << 20;

    private final MemoryGate gate = new MemoryGate(ROOM);

    @Test
    void letsThroughAloneWhatIsLargerThanAllRoom() {
        assertThat(gate.within(100 * ROOM, () -> gate.waiting())).isZero();
    }

    @Test
    void makesOthersWaitWhileThereIsNoRoom() throws Exception {
        var entered = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> gate.within(ROOM, () -> {
                entered.countDown();
                return await(release);
            }));
            entered.await();
            var second = threads.submit(() -> gate.within(ROOM, () -> "second"));
            while (gate.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(second.isDone()).isFalse();
            release.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(second.get()).isEqualTo("second");
        }
    }

    @Test
    void endsTheWaitOfAnInterruptedThread() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.within(1, () -> "never")).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "first";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
