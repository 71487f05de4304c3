package dev.tributary.engine.sync;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.SourceSession;
import dev.tributary.engine.sync.Classification.Mode;
import dev.tributary.engine.sync.PageStore.Page;
import dev.tributary.engine.sync.RunStore.Begun;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run from its lease to its end: pages are listed and stored, the documents that are new or changed are read, what is
 * stored is indexed, all at the same time, and then what the listing left out is dealt with.
 */
final class SyncRun {

    private final SyncParts parts;
    private final Begun run;
    private final Connector connector;
    private final SourceSession session;
    private final PageStore pages;
    private final ListingStore listings;
    private final Instant deadline;
    private final Stage listingStage = new Stage(Duration.ZERO);
    private final Stage fetchStage;

    /** While pages come faster than they are stored, indexing would only slow the storing down, and waits. */
    private final Pace pace;

    private final PreviewSample sample = new PreviewSample();

    SyncRun(SyncParts parts, Begun run, Connector connector, SourceSession session) {
        this.parts = parts;
        this.run = run;
        this.connector = connector;
        this.session = session;
        this.pages = new PageStore(parts);
        this.listings = new ListingStore(parts.db());
        this.fetchStage = new Stage(parts.settings().gathering());
        this.pace = new Pace(parts.clock());
        this.deadline = parts.clock().instant().plus(parts.settings().slice());
    }

    /** What the run came to, and the listing it worked on, if any. */
    record Outcome(RunEnd end, Optional<Listing> listing) {}

    Mono<Outcome> execute() {
        return run.kind() == RunKind.APPLY_REMOVALS ? applyRemovals() : sync(plan(run.kind()));
    }

    private Mono<Outcome> applyRemovals() {
        return new Removals(parts)
                .tombstoneHeld(run.scope(), parts.clock().instant())
                .thenReturn(new Outcome(new RunEnd.Done(0), Optional.empty()));
    }

    private Mono<Outcome> sync(RunPlan plan) {
        return listings.resume(run.scope(), plan)
                .switchIfEmpty(Mono.defer(() -> begin(plan)))
                .flatMap(this::pipeline)
                .onErrorResume(
                        CheckpointRefused.class,
                        refused -> listings.throwAway(run.scope(), refused.listing())
                                .then(sync(plan)))
                .onErrorResume(
                        ListsChanges.TokenExpired.class, _ -> forgetFeed().then(sync(plan(RunKind.FULL))));
    }

    private RunPlan plan(RunKind kind) {
        return RunPlan.of(
                run.connector(),
                connector,
                kind,
                parts.settings(),
                parts.clock().instant());
    }

    private Mono<Listing> begin(RunPlan plan) {
        var token = plan.kind() == Listing.Kind.FULL && connector instanceof ListsChanges feed
                ? parts.calls().changesFrom(feed, session).map(Optional::of)
                : Mono.just(
                        plan.kind() == Listing.Kind.CHANGES ? run.connector().feedToken() : Optional.<String>empty());
        return token.flatMap(
                known -> listings.begin(run.scope(), plan, known, parts.clock().instant()));
    }

    private Mono<Void> forgetFeed() {
        return parts.db()
                .sql("UPDATE connector SET feed_token = NULL WHERE id = :connector AND lease_token = :lease")
                .bind("connector", run.scope().connector())
                .bind("lease", run.scope().lease())
                .fetch()
                .rowsUpdated()
                .flatMap(updated -> updated == 1
                        ? Mono.<Void>empty()
                        : Mono.error(new LeaseLost(run.scope().run())));
    }

    private Mono<Outcome> pipeline(Listing start) {
        if (start.kind() == Listing.Kind.PREVIEW) {
            return list(start).flatMap(this::endPreview);
        }
        var fetching = new Fetching(parts, run.scope(), connector, session);
        var indexing = new Indexing(parts, run.scope());
        var listed = list(start).doOnSuccess(_ -> {
            pace.ended();
            listingStage.finish();
        });
        var fetched = listingStage
                .drainedBy(
                        fetching.step(fetchStage, this::sliceIsOver).thenReturn(false), this::sliceIsOver, () -> false)
                .doOnSuccess(_ -> fetchStage.finish());
        var indexed = fetchStage.drainedBy(indexing.step(), () -> false, pace::isBoundByTheStore);
        return Mono.zip(listed, fetched.thenReturn(true), indexed.thenReturn(true))
                .flatMap(done -> conclude(start, done.getT1()));
    }

    /** Asks for a page when the one before is stored: whenever the process dies, one page is listed again (R4). */
    private Mono<Listing> list(Listing start) {
        var current = new AtomicReference<Listing>(start);
        if (start.ended()) {
            return Mono.just(start);
        }
        return pagesAfter(start)
                .doOnNext(_ -> pace.arrived())
                .concatMap(
                        page -> pages.store(
                                        run.scope(),
                                        connector,
                                        Objects.requireNonNull(current.get()),
                                        page,
                                        mode(start))
                                .doOnNext(stored -> {
                                    current.set(stored.listing());
                                    pace.stored();
                                    sample.add(start, stored.decided());
                                    if (stored.deferred()) {
                                        listingStage.progressed();
                                    }
                                    if (!stored.decided().isEmpty()) {
                                        fetchStage.progressed();
                                    }
                                }),
                        0)
                .takeUntil(_ -> start.kind() != Listing.Kind.PREVIEW && sliceIsOver())
                .then(Mono.fromSupplier(() -> Objects.requireNonNull(current.get())));
    }

    private Flux<Page> pagesAfter(Listing listing) {
        if (listing.kind() == Listing.Kind.CHANGES && connector instanceof ListsChanges feed) {
            return parts.calls()
                    .changes(feed, session, listing.cursor().orElseThrow())
                    .map(Page::of);
        }
        return listing.cursor().isPresent()
                ? pagesFrom(listing.cursor(), listing, failure -> doubt(listing, failure))
                : pagesFrom(Optional.empty(), listing);
    }

    private Flux<Page> pagesFrom(Optional<String> cursor, Listing listing) {
        return parts.calls()
                .pages(connector, session, new ListRequest(cursor, listing.changedSince()))
                .map(Page::of);
    }

    /** The same, or others if the first of them may have been refused for the cursor. */
    private Flux<Page> pagesFrom(
            Optional<String> cursor, Listing listing, Function<Throwable, Flux<Page>> whenRefused) {
        return pagesFrom(cursor, listing)
                .switchOnFirst((first, pages) -> Optional.ofNullable(first.getThrowable())
                        .filter(CheckpointRefused::isPossible)
                        .map(whenRefused)
                        .orElse(pages));
    }

    /**
     * A source that lists from the start, but not from the checkpoint when it is asked once more, will never take it again.
     */
    private Flux<Page> doubt(Listing listing, Throwable failure) {
        return pagesFrom(Optional.empty(), listing)
                .next()
                .onErrorMap(_ -> failure)
                .flatMapMany(
                        _ -> pagesFrom(listing.cursor(), listing, _ -> Flux.error(new CheckpointRefused(listing))));
    }

    private Mode mode(Listing listing) {
        var byHand = run.kind() == RunKind.FULL || run.kind() == RunKind.REREAD;
        return new Mode(listing.rereads(), byHand, parts.clock().instant());
    }

    private boolean sliceIsOver() {
        return parts.clock().instant().isAfter(deadline);
    }

    private Mono<Outcome> conclude(Listing start, Listing listing) {
        if (sliceIsOver() || !listing.ended()) {
            return Mono.just(new Outcome(new RunEnd.SliceOver(), Optional.empty()));
        }
        return new Removals(parts)
                .releaseListed(run.scope())
                .then(new Repeats(parts).count(run.scope(), listing, start.pages()))
                .flatMap(seen -> listing.proves()
                        ? new Reconciliation(parts)
                                .reconcile(run, listing, seen, parts.clock().instant())
                        : Mono.empty())
                .then(failedDocuments(listing))
                .map(failed -> new Outcome(new RunEnd.Done(failed), Optional.of(listing)));
    }

    private Mono<Outcome> endPreview(Listing listing) {
        var missing = listing.isComplete() ? new Reconciliation(parts).preview(run.scope(), listing) : Mono.just(0L);
        return missing.flatMap(documents -> new RunLedger(parts.db())
                        .prove(run.scope())
                        .then(sample.store(parts, run.scope(), listing, documents))
                        .then(listings.discard(listing))
                        .as(parts.transaction()::transactional))
                .thenReturn(new Outcome(new RunEnd.Done(0), Optional.empty()));
    }

    /** Without what the source may have no more: for a person, or for the next listing, to say. */
    private Mono<Long> failedDocuments(Listing listing) {
        return parts.db()
                .sql("""
                        SELECT count(*) FROM document d
                        WHERE connector_id = :connector AND fetch_due IS NOT NULL AND attempts > 0
                          AND tombstoned_at IS NULL AND excluded_at IS NULL AND NOT kept
                          AND NOT EXISTS (SELECT FROM held_removal h WHERE h.document_id = d.id)
                          AND NOT EXISTS (
                            SELECT FROM listing_missing m WHERE m.listing_id = :listing AND m.document_id = d.id)""")
                .bind("connector", run.scope().connector())
                .bind("listing", listing.id())
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one();
    }
}
