package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many pages a run has asked for and not stored, at most. */
final class PagesInHandIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final int PAGES = 5;
    private static final Duration STEP = Duration.ofMillis(10);
    private static final int STEPS = 3_000;

    private final Script script = new Script();
    private final SyncRig rig = new SyncRig(DATABASE, _ -> script);
    private final long connector = rig.connector("script", Map.of());

    @BeforeEach
    @SuppressWarnings("unchecked")
    void fillTheSource() {
        script.pages(IntStream.range(0, PAGES)
                .mapToObj(page -> List.of(Script.text("a" + page, "1"), Script.text("b" + page, "1")))
                .toArray(List[]::new));
    }

    @Test
    @DisplayName("R4, L1: a page is asked for when all before it are stored, and not before")
    void asksForAPageWhenTheOneBeforeIsStored() {
        var stored = new CopyOnWriteArrayList<Long>();
        for (var page = 0; page < PAGES; page++) {
            script.beforePage(page, () -> stored.add(pagesStored()));
        }
        assertThat(rig.run(connector, RunKind.FULL).state()).isEqualTo("completed");
        assertThat(stored).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    @DisplayName("R4: of a process that dies while it stores a page, that page is listed again, and no other")
    void listsOnePageAgain() {
        var lock = new HeldConnector();
        script.beforePage(2, lock::hold);
        rig.queue(connector, RunKind.FULL);
        var dying = rig.running(connector, Mono.never()).subscribe();
        lock.awaitWaiting();
        assertThat(script.listed).hasValue(3);
        dying.dispose();
        lock.release();
        assertThat(pagesStored()).isEqualTo(2);
        script.undisturbed();
        rig.execute("UPDATE connector SET lease_until = clock_timestamp() WHERE id = " + connector);
        assertThat(rig.runQueued(connector).state()).isEqualTo("completed");
        assertThat(script.listed).hasValue(PAGES + 1);
        assertThat(rig.one("SELECT count(*) FROM document WHERE connector_id = " + connector))
                .isEqualTo(2 * PAGES);
        Invariants.hold(rig.db);
    }

    private long pagesStored() {
        return rig.one("SELECT coalesce(max(pages), 0) FROM listing WHERE connector_id = " + connector);
    }

    /** Keeps the run from storing anything: each page proves its lease on the connector's row. */
    private final class HeldConnector {

        private final CountDownLatch held = new CountDownLatch(1);
        private final Sinks.Empty<Void> released = Sinks.empty();

        void hold() throws InterruptedException {
            rig.db
                    .sql("SELECT 1 FROM connector WHERE id = %d FOR UPDATE".formatted(connector))
                    .then()
                    .doOnSuccess(_ -> held.countDown())
                    .then(released.asMono())
                    .as(DATABASE.transactions()::transactional)
                    .subscribe();
            assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
        }

        void awaitWaiting() {
            SyncRig.wait(rig.db
                    .sql("""
                            SELECT count(*) FROM pg_stat_activity
                            WHERE wait_event_type = 'Lock' AND datname = current_database()""")
                    .map(row -> row.get(0, Long.class))
                    .one()
                    .filter(waiting -> waiting > 0)
                    .repeatWhenEmpty(STEPS, looks -> looks.delayElements(STEP)));
        }

        void release() {
            released.tryEmitEmpty();
        }
    }
}
