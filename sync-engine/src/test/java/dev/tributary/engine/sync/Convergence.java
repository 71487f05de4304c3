package dev.tributary.engine.sync;

import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.testkit.emulator.CorpusDocument;
import dev.tributary.engine.content.Chunk;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.ContentSettings;
import dev.tributary.engine.content.Extracted;
import dev.tributary.engine.content.Extraction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The end of a history: once nothing is in the way any more, the connector holds what its source has. */
final class Convergence {

    private static final int FEW = 8;

    /** A document as people find it. */
    private record Found(
            String id,
            String title,
            String version,
            String indexed,
            String author,
            String text,
            List<String> chunks,
            boolean hidden,
            boolean tooLarge,
            boolean excluded) {}

    private final HistoryWorld world;
    private final History history;
    private static final Chunker CHUNKER = new Chunker(ContentSettings.STANDARD);
    private static final Extraction EXTRACTION = new Extraction(ContentSettings.STANDARD);

    Convergence(HistoryWorld world, History history) {
        this.world = world;
        this.history = history;
    }

    void check() throws Exception {
        world.open();
        world.clock.pass(Duration.ofHours(2));
        world.execute("UPDATE connector SET state = 'active', failures = 0 WHERE id = ?", world.connector);
        if (history.wasPlain() && listsNoMoreThanChanges(runThatBegins(RunKind.SYNC))) {
            history.require(differences("after the last incremental run", "-other"));
        }
        history.require(completed(runThatBegins(RunKind.FULL)));
        history.require(differences("after the first undisturbed full run", ""));
        removals();
        if (world.execute(
                        "UPDATE document SET excluded_at = NULL, kept = false WHERE connector_id = ?"
                                + " AND (excluded_at IS NOT NULL OR kept)",
                        world.connector)
                > 0) {
            run(RunKind.FULL);
            removals();
        }
        history.require(differences("in the end", ""));
    }

    private boolean listsNoMoreThanChanges(Watch sync) {
        return world.stored().runs().lastState().equals("completed")
                && !sync.pages().isEmpty()
                && sync.pages().stream().noneMatch(page -> page.source() == Watch.Source.FULL);
    }

    /** What was begun before is brought to its end first: that listing may have passed by what has changed since. */
    private Watch runThatBegins(RunKind kind) throws Exception {
        for (var attempt = 0; attempt < FEW; attempt++) {
            var next = world.queue(kind);
            var begins = world.stored().listing().isEmpty();
            var watch = carryOut(next);
            if (begins && next == kind) {
                return watch;
            }
        }
        throw new History.Broken("no %s run begins".formatted(kind.wire()));
    }

    private List<String> completed(Watch watch) {
        var state = world.stored().runs().lastState();
        var listed =
                watch.pages().stream().mapToLong(page -> page.items().size()).sum();
        return state.equals("completed") && listed == world.source.corpus().expectedCount()
                ? List.of()
                : List.of("an undisturbed full run of %d documents ended %s".formatted(listed, state));
    }

    /** Two complete listings, more for suspect ones, and a person who agrees. */
    private void removals() throws Exception {
        for (var attempt = 0; attempt < FEW; attempt++) {
            if (absent().isEmpty()) {
                return;
            }
            var held = world.db
                    .sql("SELECT count(*) FROM held_removal WHERE connector_id = ?")
                    .param(world.connector)
                    .query(Long.class)
                    .single();
            if (held > 0) {
                run(RunKind.APPLY_REMOVALS);
            }
            world.clock.pass(Duration.ofHours(1));
            run(RunKind.FULL);
        }
        history.require(absent().stream()
                .map(id -> id + " is gone from the source, and is not removed")
                .toList());
    }

    private void run(RunKind kind) throws Exception {
        carryOut(world.queue(kind));
    }

    private Watch carryOut(RunKind kind) throws Exception {
        return history.carryOut(kind, Gate.open(), Map.of(), new AtomicReference<>());
    }

    private List<String> absent() {
        var expected = world.source.corpus().expected().map(CorpusDocument::id).collect(Collectors.toSet());
        return world.stored().documents().values().stream()
                .filter(row -> !row.excluded() && !row.kept() && !expected.contains(row.externalId()))
                .map(Snapshot.Row::externalId)
                .toList();
    }

    private List<String> differences(String when, String tolerated) {
        var found = found();
        var differences = new ArrayList<String>();
        world.source.corpus().expected().forEach(expected -> {
            var difference = difference(expected, found.get(expected.id()), tolerated);
            if (!difference.isEmpty()) {
                differences.add("%s: %s %s".formatted(when, expected.id(), difference));
            }
        });
        return differences;
    }

    /** @param tolerated what a version may have at its end */
    private String difference(
            CorpusDocument expected, @org.jspecify.annotations.Nullable Found found, String tolerated) {
        if (found == null) {
            return "is not stored";
        }
        if (found.excluded()) {
            return "";
        }
        if (found.hidden()) {
            return "is hidden";
        }
        if (found.tooLarge()) {
            return world.answeredTooMuch() ? "" : "is skipped";
        }
        var text = EXTRACTION.extract(Content.Text.markdown(expected.text()), expected.title());
        if (!(text instanceof Extracted.Markdown markdown) || !markdown.text().equals(found.text())) {
            return "has other text";
        }
        if (!CHUNKER.chunks(markdown.text()).stream().map(Chunk::text).toList().equals(found.chunks())) {
            return "is found by other text";
        }
        var version = expected.contentHash();
        var isVersion = found.version().equals(version) || found.version().equals(version + tolerated);
        if (!isVersion || !found.indexed().equals(found.version())) {
            return "has version %s, indexed %s".formatted(found.version(), found.indexed());
        }
        return expected.title().equals(found.title()) && expected.author().equals(found.author())
                ? ""
                : "is called %s by %s".formatted(found.title(), found.author());
    }

    private Map<String, Found> found() {
        return world.db.sql("""
                        SELECT d.*, c.markdown, ARRAY(
                          SELECT text FROM chunk WHERE document_id = d.id ORDER BY position) AS chunks
                        FROM document d LEFT JOIN document_content c ON c.document_id = d.id
                        WHERE connector_id = ?""").param(world.connector).query((row, _) -> found(row)).list().stream()
                .collect(Collectors.toMap(Found::id, Function.identity()));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("external_id"),
                row.getString("title"),
                row.getString("source_version"),
                Objects.requireNonNullElse(row.getString("indexed_version"), ""),
                Objects.requireNonNullElse(row.getString("text_1"), ""),
                Objects.requireNonNullElse(row.getString("markdown"), ""),
                Arrays.asList((String[]) row.getArray("chunks").getArray()),
                row.getTimestamp("tombstoned_at") != null,
                row.getString("disposition").equals("skipped"),
                row.getTimestamp("excluded_at") != null);
    }
}
