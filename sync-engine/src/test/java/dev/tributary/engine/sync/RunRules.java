package dev.tributary.engine.sync;

import dev.tributary.engine.sync.Snapshot.Event;
import dev.tributary.engine.sync.Snapshot.Row;
import dev.tributary.engine.sync.Watch.Page;
import dev.tributary.engine.sync.Watch.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one run may have done, given what was stored before it and what the source told it. */
final class RunRules {

    private static final String LEFT_OUT = "a complete listing left it out";
    private static final String LEFT_OUT_AGAIN = "a second complete listing left it out";
    private static final String REPORTED = "the source reported it removed";
    private static final String APPLIED = "a person applied the held removal";

    private final RunKind kind;
    private final Snapshot before;
    private final Snapshot after;
    private final List<Page> pages;
    private final Map<String, Integer> reads;
    private final List<Event> events;
    private final List<String> broken = new ArrayList<>();

    private RunRules(RunKind kind, Snapshot before, Snapshot after, Watch watch) {
        this.kind = kind;
        this.before = before;
        this.after = after;
        this.pages = watch.pages();
        this.reads = watch.reads();
        this.events = after.runs().begun() == before.runs().begun()
                ? List.of()
                : after.youngest().events();
    }

    /** What the run broke. */
    static List<String> broken(RunKind kind, Snapshot before, Snapshot after, Watch watch) {
        var rules = new RunRules(kind, before, after, watch);
        rules.statesStay();
        rules.onlyLooksWhenAsked();
        rules.excludedUntouched();
        rules.removalsAreProven();
        rules.removalsAreTold();
        rules.removalsAreGuarded();
        rules.cursorOnlyBehindStoredPages();
        rules.listedIsThere();
        rules.nothingIsLeftOver();
        rules.readsHaveReasons();
        return rules.broken;
    }

    private void statesStay() {
        before.runs().states().forEach((run, state) -> {
            var isOpen = state.equals("queued") || state.equals("running");
            if (!isOpen && !state.equals(after.runs().states().get(run))) {
                broken.add("run %d left its state %s".formatted(run, state));
            }
        });
    }

    private void onlyLooksWhenAsked() {
        var neverBegan = after.runs().begun() == before.runs().begun();
        if ((kind == RunKind.PREVIEW || neverBegan) && !before.fingerprint().equals(after.fingerprint())) {
            broken.add("a preview, or a run that never began, changed what is stored");
        }
    }

    private void excludedUntouched() {
        for (var row : before.documents().values()) {
            var now = after.documents().get(row.externalId());
            if (row.excluded() && (now == null || !now.stored().equals(row.stored()))) {
                broken.add("excluded %s was touched".formatted(row.externalId()));
            }
            if (row.excluded() && reads.containsKey(row.externalId())) {
                broken.add("excluded %s was fetched".formatted(row.externalId()));
            }
        }
    }

    private void removalsAreProven() {
        for (var event : events) {
            var proven = switch (event.detail()) {
                case LEFT_OUT, LEFT_OUT_AGAIN -> listsAll();
                case APPLIED -> kind == RunKind.APPLY_REMOVALS;
                case REPORTED -> pages.stream().anyMatch(page -> !page.removed().isEmpty());
                default -> event.kind().equals("moved") && listsAll();
            };
            if (!proven) {
                broken.add("%s by a %s run that ended %s and did not list everything"
                        .formatted(event, kind.wire(), after.runs().lastState()));
            }
        }
    }

    /** Whether the run, with those it went on after, saw a complete listing to its end. */
    private boolean listsAll() {
        var listing =
                pages.stream().filter(page -> page.source() != Source.CHANGES).toList();
        var goesOn = before.listing().filter(before -> before.kind().equals("full"));
        if (listing.isEmpty()) {
            return goesOn.filter(one -> one.ended() && !one.incomplete()).isPresent();
        }
        var begun = listing.getFirst().from() == 0
                || goesOn.filter(one -> !one.incomplete()).isPresent();
        return begun
                && listing.getLast().next().isEmpty()
                && listing.stream().noneMatch(page -> page.incomplete() || page.source() != Source.FULL)
                && !after.runs().lastState().equals("failed");
    }

    private void removalsAreTold() {
        var now = after.byId();
        var ofKind = events.stream()
                .collect(Collectors.groupingBy(Event::kind, Collectors.mapping(Event::document, Collectors.toSet())));
        var tombstoned = ofKind.getOrDefault("tombstoned", Set.of());
        var purged = ofKind.getOrDefault("purged", Set.of());
        var moved = ofKind.getOrDefault("moved", Set.of()).size();
        var vanished = 0;
        for (var row : before.byId().values()) {
            var there = now.get(row.id());
            if (there == null && !purged.contains(row.id())) {
                vanished++;
            }
            if (there != null && there.tombstoned() && !row.tombstoned() && !tombstoned.contains(row.id())) {
                broken.add(row.externalId() + " was tombstoned without a word");
            }
            if (there == null && purged.contains(row.id()) && !row.tombstoned()) {
                broken.add(row.externalId() + " was purged without having been tombstoned before");
            }
        }
        if (vanished > moved) {
            broken.add("%d documents vanished, %d moved".formatted(vanished, moved));
        }
    }

    private void removalsAreGuarded() {
        var left =
                events.stream().filter(event -> event.detail().equals(LEFT_OUT)).count();
        if (left > Math.max(25, before.owned() / 4)) {
            broken.add("%d of %d removed without asking".formatted(left, before.owned()));
        }
        var nothingListed = pages.stream().allMatch(page -> page.items().isEmpty())
                && before.listing().isEmpty();
        if (left > 0 && nothingListed && before.owned() >= 3 && !before.suspect()) {
            broken.add("%d removed after an empty listing".formatted(left));
        }
        for (var row : before.byId().values()) {
            var there = after.byId().get(row.id());
            if (row.kept() && there != null && there.tombstoned() && !row.tombstoned()) {
                broken.add("kept %s was removed".formatted(row.externalId()));
            }
        }
    }

    private void cursorOnlyBehindStoredPages() {
        var looked = kind == RunKind.PREVIEW ? Optional.<Snapshot.Checkpoint>empty() : after.listing();
        looked.ifPresent(listing -> {
            var source = Source.valueOf(listing.kind().toUpperCase(java.util.Locale.ROOT));
            var cursor = listing.cursor().orElse(0);
            for (var page : pages) {
                if (page.source() == source && (listing.ended() || page.from() < cursor)) {
                    requireRows(page, "the cursor %d passed".formatted(cursor));
                }
            }
        });
    }

    private boolean synced() {
        return kind.isSync()
                && after.runs().lastState().equals("completed")
                && after.runs().begun() != before.runs().begun();
    }

    /** A run whose time is up is not completed while there is something to read. */
    private void nothingIsLeftOver() {
        if (synced()) {
            after.documents().values().stream()
                    .filter(row -> row.leftOver() && row.isLive())
                    .forEach(row -> broken.add("a run completed and left %s over".formatted(row.externalId())));
        }
    }

    private void listedIsThere() {
        if (!synced()) {
            return;
        }
        if (!pages.isEmpty() && pages.getLast().next().isPresent()) {
            broken.add("a run completed before its listing was at its end");
        }
        for (var page : pages) {
            requireRows(page, "a completed run listed");
            if (page.source() == Source.FULL) {
                page.items().stream()
                        .map(item -> after.documents().get(item.id()))
                        .filter(row -> row != null && row.tombstoned() && !row.excluded())
                        .forEach(row -> broken.add(row.externalId() + " was listed, and is tombstoned"));
            }
        }
    }

    private void requireRows(Page page, String reason) {
        page.items().stream()
                .filter(item -> !after.documents().containsKey(item.id()))
                .forEach(item -> broken.add("%s %s, which is not stored".formatted(reason, item.id())));
    }

    /** A document whose content is here in the version that the source lists is not read again. */
    private void readsHaveReasons() {
        var rereads = kind == RunKind.REREAD
                || before.listing().filter(Snapshot.Checkpoint::rereads).isPresent()
                || after.listing().filter(Snapshot.Checkpoint::rereads).isPresent();
        if (rereads) {
            return;
        }
        var versions = new HashMap<String, Set<String>>();
        for (var page : pages) {
            for (var item : page.items()) {
                versions.computeIfAbsent(item.id(), _ -> new java.util.HashSet<>())
                        .add(item.version());
            }
        }
        reads.forEach((id, times) -> {
            var row = before.documents().get(id);
            var listed = versions.getOrDefault(id, Set.of());
            if (row != null && !isDue(row) && listed.stream().allMatch(row.contentVersion()::equals)) {
                broken.add("%s was fetched, although its %s is stored".formatted(id, row.contentVersion()));
            }
            if (times > Math.max(1, listed.size()) + 1) {
                broken.add("%s was fetched %d times".formatted(id, times));
            }
        });
    }

    private static boolean isDue(Row row) {
        return row.due() || row.contentVersion().isEmpty() || !row.disposition().equals("wanted");
    }
}
