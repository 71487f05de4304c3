package dev.tributary.engine.storage;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;

/** The connection to the server behind one that is lent: the pool and Spring each lend it in a cover. */
final class Physical {

    private Physical() {}

    static Connection of(Connection lent) {
        var inner = lent;
        while (inner instanceof Wrapped<?> cover && cover.unwrap() instanceof Connection covered) {
            inner = covered;
        }
        return inner;
    }
}
