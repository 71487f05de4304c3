package dev.tributary.engine.storage;

import io.r2dbc.spi.ConnectionFactory;
import java.util.concurrent.CompletableFuture;
import org.springframework.r2dbc.connection.ConnectionHolder;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionContextManager;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Transactions of which nothing is left once they are cancelled. Another thread may be about to send a statement at that
 * moment: behind a ROLLBACK it would be carried out, and committed, by itself. So a cancelled transaction takes its
 * connection with it. The server rolls back what reached it before the connection closed, and never sees the rest.
 *
 * <p>One that is cancelled while it begins is waited for and ended likewise; Spring would forget its connection, and the
 * pool would have one less.
 */
public final class Transactions implements TransactionalOperator {

    private final ConnectionFactory connections;
    private final ReactiveTransactionManager manager;

    public Transactions(ConnectionFactory connections) {
        this.connections = connections;
        this.manager = new R2dbcTransactionManager(connections);
    }

    @Override
    public <T> Flux<T> execute(TransactionCallback<T> action) {
        return Flux.usingWhen(
                        begin(),
                        begun -> begun(begun).flatMapMany(action::doInTransaction),
                        begun -> begun(begun).flatMap(manager::commit),
                        (begun, _) -> begun(begun).flatMap(manager::rollback).onErrorComplete(),
                        begun -> begun(begun).flatMap(this::abandon).onErrorComplete())
                .onErrorMap(Transactions::withoutCleanup)
                .contextWrite(TransactionContextManager.getOrCreateContext())
                .contextWrite(TransactionContextManager.getOrCreateContextHolder());
    }

    /** What has been begun, if only the waiting for it, is always ended. */
    private Mono<CompletableFuture<ReactiveTransaction>> begin() {
        return Mono.deferContextual(
                context -> Mono.just(manager.getReactiveTransaction(TransactionDefinition.withDefaults())
                        .contextWrite(context)
                        .toFuture()));
    }

    private static Mono<ReactiveTransaction> begun(CompletableFuture<ReactiveTransaction> transaction) {
        return Mono.fromFuture(transaction, true);
    }

    private Mono<Void> abandon(ReactiveTransaction transaction) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .flatMap(current -> Mono.justOrEmpty(current.getResource(connections)))
                .cast(ConnectionHolder.class)
                .flatMap(holder -> Mono.from(Physical.of(holder.getConnection()).close()))
                .onErrorComplete()
                .then(Mono.defer(() -> manager.rollback(transaction)));
    }

    /** A commit that failed, as it failed. */
    private static Throwable withoutCleanup(Throwable failure) {
        var message = failure.getMessage();
        return failure instanceof RuntimeException
                        && failure.getCause() != null
                        && message != null
                        && message.startsWith("Async resource cleanup failed")
                ? failure.getCause()
                : failure;
    }
}
