package dev.tributary.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.connector.testkit.emulator.EmulatorSettings;
import dev.tributary.connector.testkit.emulator.SourceEmulator;
import dev.tributary.engine.CallLog.Moment;
import dev.tributary.engine.EngineData.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real process with its embedded database, ended by kill -9 at random moments of one sync, again and again, and
 * started again. System properties: {@code kills}, how often, and {@code kill.seed}, which decides when.
 */
final class KillIT {

    private static final Logger LOG = LoggerFactory.getLogger(KillIT.class);
    private static final int DOCUMENTS = 20_000;
    private static final int PAGE = 200;
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    /** What a kill may cost of the listing: the page that is being stored, and the one read ahead of it (R4, L1). */
    private static final int PAGES_IN_HAND = 2;

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

    @AfterEach
    void leaveNothing() throws IOException {
        source.close();
        data().stopDatabase();
    }

    @Test
    void nothingIsLostOrReadAgainWhereverTheProcessIsKilled() throws Exception {
        for (var moment : moments()) {
            killAt(moment);
            lifeEnded();
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
                KILLS,
                listings.again(),
                DOCUMENTS / PAGE,
                reads.again(),
                DOCUMENTS,
                starts.stream().collect(Collectors.summarizingLong(Long::longValue)));
    }

    /**
     * A quarter of the kills while pages are listed, the others while documents are read. None so late that the engine
     * could be done before the kill takes effect.
     */
    private static List<Moment> moments() {
        var random = new SplittableRandom(SEED);
        var whileListing = KILLS / 4;
        return Stream.concat(
                        random.ints(whileListing, 1, DOCUMENTS / PAGE / 2)
                                .sorted()
                                .mapToObj(calls -> new Moment(Call.Kind.LISTING, calls)),
                        random.ints(KILLS - whileListing, 1, DOCUMENTS * 9 / 10)
                                .sorted()
                                .mapToObj(calls -> new Moment(Call.Kind.READ, calls)))
                .toList();
    }

    private void killAt(Moment moment) throws Exception {
        var come = calls.await(moment);
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

    /** What is stored by now must not be asked for again. */
    private void lifeEnded() throws IOException {
        var pages = IntStream.range(0, data().pagesStored()).mapToObj(page -> Integer.toString(page * PAGE));
        listings.lifeEnded(calls.listings(), pages.toList());
        reads.lifeEnded(calls.reads(), data().withContent());
    }

    private void finish() throws Exception {
        var engine = EngineProcess.start(directory);
        try {
            awaitUp(engine);
            while (data().count("sync_run WHERE state = 'completed'") == 0) {
                assertThat(engine.runsFor(LOOK_AGAIN)).as(engine::said).isTrue();
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
        assertThat(data().count("document WHERE fetch_due IS NOT NULL OR index_due OR tombstoned_at IS NOT NULL"))
                .isZero();
        assertThat(data().count("document d WHERE NOT EXISTS (SELECT FROM chunk_search s WHERE s.document_id = d.id"
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
