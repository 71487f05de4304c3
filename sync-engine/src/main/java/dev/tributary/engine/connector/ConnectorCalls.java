package dev.tributary.engine.connector;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.ListsChoices.ChoicePage;
import dev.tributary.connector.SourceSession;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The only place that calls connectors: on a virtual thread, interrupted when the subscriber cancels. A call for which an
 * account's token is refused is repeated once with another one. Whatever goes wrong arrives as a {@link ConnectorException}, except {@link ListsChanges.TokenExpired}. Thread-safe.
 */
public final class ConnectorCalls implements AutoCloseable {

    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final ServerFolders folders;

    public ConnectorCalls(ServerFolders folders) {
        this.folders = folders;
    }

    /** Reads a listing page by page, each when it is requested and not before. */
    public Flux<DocumentPage> pages(Connector connector, SourceSession session, ListRequest first) {
        return paged(new Paging<>(
                first.cursor(),
                cursor -> SecondToken.asked(
                        session,
                        lent -> checked(connector, lent)
                                .listDocuments(lent, new ListRequest(cursor, first.changedSince()))),
                page -> switch (page) {
                    case DocumentPage.More more -> Optional.of(more.nextCursor());
                    case DocumentPage.Last _ -> Optional.empty();
                }));
    }

    /** Reads a change feed from {@code token} on, page by page, until it has caught up. */
    public Flux<ChangePage> changes(ListsChanges feed, SourceSession session, String token) {
        return paged(new Paging<>(
                Optional.of(token),
                cursor -> SecondToken.asked(session, lent -> usable(feed.changes(lent, cursor.orElse(token)))),
                page -> Optional.of(page.nextToken()).filter(_ -> !page.caughtUp())));
    }

    /** Asks a change feed for a token that stands for now. */
    public Mono<String> changesFrom(ListsChanges feed, SourceSession session) {
        return call(() -> SecondToken.asked(session, lent -> usable(feed.changesFrom(lent))));
    }

    public Mono<Optional<ExternalDocument>> document(Connector connector, SourceSession session, String externalId) {
        return call(() ->
                SecondToken.asked(session, lent -> checked(connector, lent).getDocument(lent, externalId)));
    }

    public Mono<ConfigCheck> check(Connector connector, SourceSession session) {
        return call(() -> SecondToken.asked(
                session,
                lent -> Discretion.about(lent.credential())
                        .said(checked(connector, lent).validateConfig(lent))));
    }

    /** Reads one page of the choices of a selector. */
    public Mono<ChoicePage> choices(
            ListsChoices source, SourceSession session, String selector, Optional<String> cursor) {
        return call(() -> {
            var page = SecondToken.asked(session, lent -> source.choices(lent, selector, cursor));
            page.nextCursor().ifPresent(next -> CursorTrail.from(cursor).then(next));
            return page;
        });
    }

    /** Each time anew: what a path leads to changes. */
    private Connector checked(Connector connector, SourceSession session) {
        folders.check(connector.meta(), session.config());
        return connector;
    }

    @Override
    public void close() {
        threads.dispose();
    }

    private <P> Flux<P> paged(Paging<P> paging) {
        return Flux.defer(() -> {
            var cancelled = new AtomicBoolean();
            return Flux.<P, CursorTrail>generate(
                            () -> CursorTrail.from(paging.first()),
                            (trail, sink) -> emit(paging, trail, sink, cancelled))
                    .subscribeOn(threads)
                    .doOnCancel(() -> cancelled.set(true));
        });
    }

    private static <P> CursorTrail emit(
            Paging<P> paging, CursorTrail trail, SynchronousSink<P> sink, AtomicBoolean cancelled) {
        try {
            var page = Objects.requireNonNull(paging.read().at(trail.last()), "a page");
            var next = paging.next().apply(page).map(trail::then);
            sink.next(page);
            if (next.isPresent()) {
                return next.get();
            }
            sink.complete();
        } catch (Throwable e) {
            if (cancelled.get()) {
                // nobody listens any more, and an error would only be logged as dropped
                sink.complete();
            } else {
                sink.error(asConnectorFailure(e));
            }
        }
        return trail;
    }

    private <T> Mono<T> call(Callable<T> call) {
        return Mono.<T>create(sink -> {
            var cancelled = new AtomicBoolean();
            var running = threads.schedule(() -> {
                try {
                    sink.success(Objects.requireNonNull(call.call(), "an answer"));
                } catch (Throwable e) {
                    if (!cancelled.get()) {
                        sink.error(asConnectorFailure(e));
                    }
                }
            });
            sink.onCancel(() -> {
                cancelled.set(true);
                running.dispose();
            });
        });
    }

    private static Throwable asConnectorFailure(Throwable failure) {
        return switch (failure) {
            case ConnectorException known -> known;
            case ListsChanges.TokenExpired expired -> expired;
            case InterruptedException interrupted ->
                new ConnectorException.SourceUnavailable("The call to the connector was interrupted", interrupted);
            case OutOfMemoryError fatal -> fatal;
            default ->
                new UnexpectedResponse(
                        "The connector failed with a defect (%s); report it"
                                .formatted(failure.getClass().getSimpleName()),
                        failure);
        };
    }

    private static ChangePage usable(ChangePage page) {
        usable(page.nextToken());
        return page;
    }

    private static String usable(String token) {
        if (token.isBlank()) {
            throw new UnexpectedResponse("The change feed gives no token to go on from", null);
        }
        return token;
    }

    /** A way to read pages, and to find the cursor of the next in each. */
    private record Paging<P>(Optional<String> first, Reading<P> read, Following<P> next) {}

    @FunctionalInterface
    private interface Reading<P> {
        P at(Optional<String> cursor) throws Exception;
    }

    @FunctionalInterface
    private interface Following<P> {
        Optional<String> apply(P page);
    }
}
