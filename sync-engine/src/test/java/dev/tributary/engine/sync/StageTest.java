package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

final class StageTest {

    private final Stage stage = new Stage(Duration.ZERO);
    private final Stage gathering = new Stage(Duration.ofMillis(500));
    private final Queue<String> work = new ArrayDeque<>();
    private final AtomicInteger steps = new AtomicInteger();

    private Mono<Boolean> step() {
        return Mono.fromSupplier(() -> {
            steps.incrementAndGet();
            return work.poll() != null;
        });
    }

    @Test
    void drainsWhatComesUntilItIsFinished() {
        work.add("a");
        StepVerifier.create(stage.drainedBy(step(), () -> false, () -> false))
                .expectSubscription()
                .then(() -> assertThat(work).isEmpty())
                .then(() -> {
                    work.add("b");
                    work.add("c");
                    stage.progressed();
                })
                .then(() -> assertThat(work).isEmpty())
                .then(stage::finish)
                .verifyComplete();
    }

    @Test
    void looksOnceMoreAfterTheEnd() {
        stage.finish();
        work.add("a");
        StepVerifier.create(stage.drainedBy(step(), () -> false, () -> false)).verifyComplete();
        assertThat(work).isEmpty();
        assertThat(steps).hasValue(2);
    }

    @Test
    void missesNoProgressMadeDuringAStep() {
        var answer = Sinks.<Boolean>one();
        var drained = stage.drainedBy(
                Mono.defer(() -> steps.incrementAndGet() == 1 ? answer.asMono() : step()), () -> false, () -> false);
        StepVerifier.create(drained)
                .then(() -> {
                    work.add("a");
                    stage.progressed();
                    answer.tryEmitValue(false);
                })
                .then(() -> assertThat(work).isEmpty())
                .then(stage::finish)
                .verifyComplete();
    }

    @Test
    void servesSeveralWorkers() {
        work.add("a");
        var both = Mono.when(
                stage.drainedBy(step(), () -> false, () -> false), stage.drainedBy(step(), () -> false, () -> false));
        StepVerifier.create(both).then(stage::progressed).then(stage::finish).verifyComplete();
        assertThat(work).isEmpty();
    }

    @Test
    void endsEarlyWhenToldTo() {
        work.add("a");
        StepVerifier.create(stage.drainedBy(step(), () -> true, () -> false)).verifyComplete();
        assertThat(work).hasSize(1);
    }

    @Test
    void waitsForProgressWhileItIsHeldBack() {
        work.add("a");
        StepVerifier.create(stage.drainedBy(step(), () -> false, () -> true))
                .then(stage::progressed)
                .then(() -> assertThat(work).hasSize(1))
                .then(stage::finish)
                .verifyComplete();
        assertThat(work).isEmpty();
    }

    @Test
    void passesOnWhatBreaksTheStep() {
        StepVerifier.create(stage.drainedBy(Mono.error(new LeaseLost(1)), () -> false, () -> false))
                .verifyError(LeaseLost.class);
    }

    @Test
    void letsWorkComeTogetherBeforeTheNextStep() {
        StepVerifier.withVirtualTime(() -> gathering.drainedBy(step(), () -> false, () -> false))
                .expectSubscription()
                .then(gathering::progressed)
                .expectNoEvent(Duration.ofMillis(499))
                .then(() -> assertThat(steps).hasValue(1))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> assertThat(steps).hasValue(2))
                .thenCancel()
                .verify();
    }

    @Test
    void waitsForNothingThatWillNotCome() {
        StepVerifier.withVirtualTime(() -> gathering.drainedBy(step(), () -> false, () -> false))
                .expectSubscription()
                .then(() -> work.add("a"))
                .then(gathering::progressed)
                .then(gathering::finish)
                .verifyComplete();
        assertThat(work).isEmpty();
    }
}
