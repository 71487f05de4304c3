package dev.tributary.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.EngineData.Stored;
import dev.tributary.engine.KillMoment.Asked;
import dev.tributary.engine.KillMoment.Dying;
import dev.tributary.engine.KillMoment.Ending;
import dev.tributary.engine.KillMoment.Starting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real process with its embedded database, ended by kill -9 at random moments of one sync, again and again, and
 * started again: while it starts, while it works, and while its run comes to an end. System properties: {@code kills},
 * how often, and {@code kill.seed}, which decides when.
 */
final class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int DOCUMENTS = 20_000;
    private static final int PAGE = 200;
    private static final KillPlan PLAN =
            new KillPlan(Long.getLong("kill.seed", 1), Integer.getInteger("kills", 20), DOCUMENTS, DOCUMENTS / PAGE);
    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final int LOOKS = 900;

    /** What a kill may cost of the listing: the page that is being read or stored (R4). */
    private static final int PAGES_IN_HAND = 1;

    /** What a kill may cost of the documents: those being read, and those read and not stored yet. */
    private static final int DOCUMENTS_IN_HAND = 256;

    @TempDir
    private Path directory;

    private final SourceEmulator source =
            SourceEmulator.start(EmulatorSettings.of(DOCUMENTS).textSize(200));
    private final CallLog calls = CallLog.of(source);
    private final CallLedger reads = new CallLedger("document", DOCUMENTS_IN_HAND);
    private final CallLedger listings = new CallLedger("page from", PAGES_IN_HAND);
    private final List<Long> starts = new ArrayList<>();
    private long callsBefore;

    @AfterEach
    void leaveNothing() throws IOException {
        source.close();
        data().killDatabase();
    }

    @Test
    void nothingIsLostOrReadAgainWhereverTheProcessIsKilled() throws Exception {
        var moments = PLAN.moments();
        LOG.info("Kills of seed {}: {}", PLAN.seed(), moments);
        for (var moment : moments) {
            killAt(moment);
            LOG.info(
                    "Killed at {}; asked again so far: {} pages, {} documents",
                    moment,
                    listings.again(),
                    reads.again());
        }
        finish();
        lifeEnded();
        LOG.info(
                "{} kills: {} pages of {} and {} documents of {} were asked for again; up after {} ms",
                moments.size(),
                listings.again(),
                DOCUMENTS / PAGE,
                reads.again(),
                DOCUMENTS,
                starts.stream().collect(Collectors.summarizingLong(Long::longValue)));
    }

    private void killAt(KillMoment moment) throws Exception {
        switch (moment) {
            case Starting starting -> killStarting(starting);
            case Asked asked -> killWorking(asked);
            case Ending ending -> killEnding(ending);
        }
    }

    private void killStarting(Starting moment) throws Exception {
        var engine = EngineProcess.start(directory);
        try {
            engine.awaitUp(moment.after());
        } finally {
            engine.kill();
        }
        lifeEnded();
        if (moment.dies() == Dying.EVERYTHING) {
            data().killDatabase();
        }
    }

    private void killWorking(Asked moment) throws Exception {
        var come = calls.awaitCalls(moment.kind(), moment.calls());
        var engine = EngineProcess.start(directory);
        try {
            awaitUp(engine);
            engine.await(come);
        } finally {
            engine.kill();
        }
        assertThat(data().postmaster())
                .as("the database outlives the engine")
                .hasValueSatisfying(server -> assertThat(server.isAlive()).isTrue());
        lifeEnded();
    }

    private void killEnding(Ending moment) throws Exception {
        var allAsked = calls.reads().size() == DOCUMENTS;
        var before = allAsked ? data().lastBegun() : 0;
        var over = allAsked && data().runs("completed") > 0;
        var last = calls.awaitDocuments(DOCUMENTS);
        var engine = EngineProcess.start(directory);
        try {
            if (over) {
                awaitUp(engine);
            } else if (allAsked) {
                awaitRun(engine, before);
            } else {
                engine.await(last);
            }
            assertThat(engine.runsFor(moment.after())).as(engine::said).isTrue();
        } finally {
            engine.kill();
        }
        lifeEnded();
        LOG.info("When it was killed its run was {}", data().runs("completed") > 0 ? "over" : "under way");
    }

    private void awaitRun(EngineProcess engine, long before) throws Exception {
        while (data().lastBegun() == before) {
            assertThat(engine.runsFor(MOMENT)).as(engine::said).isTrue();
        }
    }

    /** The first that comes up is given its work; the others find it. */
    private void awaitUp(EngineProcess engine) throws Exception {
        var begun = System.nanoTime();
        engine.awaitUp();
        if (starts.isEmpty()) {
            data().queueSync(source.config(PAGE));
        }
        starts.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    /** What is stored by now must not be asked for again. A process that asked for nothing may have left no database. */
    private void lifeEnded() throws IOException {
        if (calls.all() == callsBefore) {
            return;
        }
        callsBefore = calls.all();
        var pages = IntStream.range(0, data().pagesStored()).mapToObj(page -> Integer.toString(page * PAGE));
        listings.lifeEnded(calls.listings(), pages.toList());
        reads.lifeEnded(calls.reads(), data().withContent());
    }

    private void finish() throws Exception {
        var engine = EngineProcess.start(directory);
        try {
            awaitUp(engine);
            for (var look = 0; data().runs("completed") == 0; look++) {
                assertThat(engine.runsFor(LOOK_AGAIN) && look < LOOKS)
                        .as(engine::said)
                        .isTrue();
            }
            assertMirrors();
        } finally {
            engine.kill();
        }
    }

    private void assertMirrors() throws IOException {
        var stored = data().documents().stream().collect(Collectors.toMap(Stored::externalId, Function.identity()));
        assertThat(stored).hasSize(DOCUMENTS);
        source.corpus()
                .expected()
                .forEach(document -> assertThat(stored.get(document.id())).isEqualTo(asStored(document)));
        assertThat(data().documents("(fetch_due IS NOT NULL OR index_due OR tombstoned_at IS NOT NULL)"))
                .isZero();
        assertThat(data().documents("NOT EXISTS (SELECT FROM chunk_search s WHERE s.document_id = d.id"
                        + " AND s.chunk_id IS NOT NULL)"))
                .as("documents that cannot be found by their text")
                .isZero();
    }

    private static Stored asStored(CorpusDocument document) {
        var version = document.contentHash();
        return new Stored(
                document.id(),
                document.title(),
                version,
                version,
                document.text().strip());
    }

    private EngineData data() {
        return new EngineData(directory);
    }
}
