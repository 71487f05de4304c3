package dev.tributary.engine.storage;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import reactor.core.publisher.Mono;

/**
 * Opens connections that keep nothing of whoever had them opened. A connection of Reactor Netty holds, for as long as it
 * lives, the subscriber that waited for it and the context of that. A pool opens one for a borrower, and the subscriber is
 * then the borrower's whole chain: a run with the secrets of its source, or a request with its cookie. Here a future stands
 * between the two, which lets go of who waited once it is complete.
 *
 * <p>What has begun to open is not cancelled. If nobody waits for it any more, it is closed when it is there.
 */
record DetachedConnections(ConnectionFactory factory) implements ConnectionFactory {

    @Override
    public Mono<Connection> create() {
        var opening = Mono.<Connection>from(factory.create());
        return Mono.fromFuture(opening::toFuture, true).doOnDiscard(Connection.class, DetachedConnections::close);
    }

    private static void close(Connection unwanted) {
        Mono.from(unwanted.close()).onErrorComplete().subscribe();
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return factory.getMetadata();
    }
}
