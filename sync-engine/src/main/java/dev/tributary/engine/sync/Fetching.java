package dev.tributary.engine.sync;

import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.SourceSession;
import dev.tributary.engine.content.Extracted;
import dev.tributary.engine.sync.FetchOutcome.Due;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Reads the documents that are due, several at a time, and stores what came of it in small sets. */
final class Fetching {

    private static final int LISTED_TOGETHER = 500;
    private static final int STORED_TOGETHER = 64;
    private static final int LARGE = 256 * 1024;

    private final SyncParts parts;
    private final FetchStore store;
    private final RunScope scope;
    private final Connector connector;
    private final SourceSession session;
    private final AtomicReference<FailureStreak> streak = new AtomicReference<>(FailureStreak.NONE);
    private final AtomicReference<Optional<Throwable>> stopped = new AtomicReference<>(Optional.empty());

    private final Set<Long> underWay = ConcurrentHashMap.newKeySet();

    private final StoredTogether<FetchOutcome> together = new StoredTogether<>(STORED_TOGETHER, this::keep);

    Fetching(SyncParts parts, RunScope scope, Connector connector, SourceSession session) {
        this.parts = parts;
        this.store = new FetchStore(parts);
        this.scope = scope;
        this.connector = connector;
        this.session = session;
    }

    /** Reads all that is due whenever it is subscribed to. */
    Mono<Void> step(Stage fetching, BooleanSupplier over) {
        return Mono.defer(() -> read(due(), fetching, over));
    }

    /**
     * The next ones are looked up while the last of those before are being read, so that no request waits for a slow one.
     * What changed again while it is being read is left for the next step: of two readings, the older must not be stored
     * last.
     */
    private Flux<Due> due() {
        var last = new AtomicReference<Due.Place>(Due.Place.FIRST);
        return Flux.defer(() -> store.due(
                                scope, parts.clock().instant(), Objects.requireNonNull(last.get()), LISTED_TOGETHER)
                        .collectList())
                .repeat()
                .takeWhile(due -> !due.isEmpty())
                .doOnNext(due -> last.set(due.getLast().place()))
                .concatMapIterable(due -> due, 1)
                .filter(due -> underWay.add(due.id()));
    }

    /** Whatever ends the reading, what was read before is stored first, and what failed is in the ledger. */
    private Mono<Void> read(Flux<Due> due, Stage fetching, BooleanSupplier over) {
        return due.takeWhile(_ -> !over.getAsBoolean())
                .flatMap(this::readOne, parts.settings().parallelFetches(), 1)
                .doOnNext(this::watch)
                .takeUntil(_ -> stop().isPresent())
                .onErrorResume(failure -> {
                    stopped.set(Optional.of(failure));
                    return Flux.empty();
                })
                .flatMap(outcome -> stored(outcome).doOnSuccess(_ -> fetching.progressed()), STORED_TOGETHER, 1)
                .then(Mono.defer(() -> stop().map(Mono::<Void>error).orElseGet(Mono::empty)));
    }

    private Mono<Void> stored(FetchOutcome outcome) {
        var stored = isLarge(outcome) ? Mono.<Void>empty() : together.keep(outcome);
        return stored.doOnTerminate(() -> underWay.remove(outcome.due().id()));
    }

    private Optional<Throwable> stop() {
        return Objects.requireNonNull(stopped.get());
    }

    private Mono<Void> keep(List<FetchOutcome> outcomes) {
        return store.store(scope, outcomes, parts.clock().instant());
    }

    private Mono<FetchOutcome> readOne(Due due) {
        return parts.calls()
                .document(connector, session, due.externalId())
                .publishOn(Schedulers.parallel())
                .map(found ->
                        found.map(document -> outcome(due, document)).orElseGet(() -> FetchOutcome.Failed.gone(due)))
                .onErrorResume(failure -> failed(due, failure))
                .flatMap(this::storedAloneIfLarge);
    }

    /** A large text goes into the database before the next one is read, so that memory is bounded by bytes. */
    private Mono<FetchOutcome> storedAloneIfLarge(FetchOutcome outcome) {
        return isLarge(outcome) ? keep(List.of(outcome)).thenReturn(outcome) : Mono.just(outcome);
    }

    private static boolean isLarge(FetchOutcome outcome) {
        return outcome instanceof FetchOutcome.Read read
                && read.content().text().length() > LARGE;
    }

    private FetchOutcome outcome(Due due, ExternalDocument document) {
        return switch (document.content()) {
            case ExternalDocument.Content.Skipped(String reason) ->
                new FetchOutcome.Unindexable(due, document.contentHash(), reason);
            case ExternalDocument.Content.Filtered(String rule) ->
                new FetchOutcome.Unindexable(due, document.contentHash(), rule);
            case ExternalDocument.Content.Deferred _ ->
                new FetchOutcome.Failed(
                        due, "unexpectedResponse", "The connector deferred the content it was asked for");
            case ExternalDocument.Content.Text _, ExternalDocument.Content.File _ -> extracted(due, document);
        };
    }

    private FetchOutcome extracted(Due due, ExternalDocument document) {
        return switch (parts.extraction().extract(document.content(), document.title())) {
            case Extracted.Markdown markdown ->
                new FetchOutcome.Read(due, ListedItem.of(document), connector.mapTags(document.metadata()), markdown);
            case Extracted.Unsupported(String reason) ->
                new FetchOutcome.Unindexable(due, document.contentHash(), reason);
        };
    }

    /** What concerns the whole source ends the run; anything else is this document's (F1, L9). */
    private static Mono<FetchOutcome> failed(Due due, Throwable failure) {
        if (failure instanceof RateLimited || failure instanceof CredentialRejected) {
            return Mono.error(failure);
        }
        return Mono.just(DocumentFailure.of(due, failure));
    }

    private void watch(FetchOutcome outcome) {
        var now = streak.updateAndGet(before -> after(before, outcome));
        if (now.isHopeless() && outcome instanceof FetchOutcome.Failed last) {
            stopped.set(Optional.of(new RunEnd.Stopped(new RunEnd.GaveUp(new RunError(
                    "documentsFailing",
                    "Too many documents failed one after the other, the last with: " + last.message(),
                    "The rest was not tried. The next run goes on; the list of failed documents says more.")))));
        }
    }

    private static FailureStreak after(FailureStreak before, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Failed failed -> failed.blamesTheSource() ? before.failed() : before;
            case FetchOutcome.Read _, FetchOutcome.Unindexable _ -> before.succeeded();
        };
    }
}
