package dev.tributary.engine.connector;

import static dev.tributary.connector.SourceRequest.get;
import static dev.tributary.engine.connector.FakeSource.status;
import static dev.tributary.engine.connector.FakeSource.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F5: all sessions with one credential share the budget of a host")
final class SourceHttpBudgetTest {

    private final Lab lab = new Lab();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void neverAsksMoreAtOnceThanTheBudgetAllows() throws InterruptedException {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        lab.source.on("/a", exchange -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            inside.decrementAndGet();
            text(200, "fine").answer(exchange);
        });
        try (var other = lab.client.session(Lab.ACCESS, new SourceConfig(Map.of()), Patience.OF_A_RUN)) {
            var good = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (var i = 0; i < 100; i++) {
                threads.add(start(i % 2 == 0 ? lab.http() : other.http(), good));
            }
            for (var thread : threads) {
                assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
            }
            assertThat(good).hasValue(100);
        }
        assertThat(most.get()).isBetween(1, Aimd.MOST);
        assertThat(budget().limit()).isEqualTo(Aimd.MOST);
        assertThat(budget().isIdle()).isTrue();
    }

    @Test
    void asksForLessAfterTrouble() throws InterruptedException {
        lab.source.on("/a", status(503), text(200, "fine"));
        lab.http().send(get(lab.source.at("/a")));
        assertThat(budget().limit()).isEqualTo(2);
    }

    @Test
    void givesThePermitBackWhenTheSourceIsGone() {
        var address = lab.source.at("/a");
        lab.source.close();
        assertThat(catchThrowable(() -> lab.http().send(get(address)))).hasMessageContaining("did not answer");
        assertThat(budget().isIdle()).isTrue();
    }

    private Budget budget() {
        return lab.budgets.of("127.0.0.1", "credential-1");
    }

    private Thread start(SourceHttp http, AtomicInteger good) {
        return Thread.startVirtualThread(() -> {
            try {
                if (http.send(get(lab.source.at("/a"))).status() == 200) {
                    good.incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
