package dev.tributary.engine.sync;

/** Another run has the connector now, or this one ended: the transaction that noticed is rolled back. */
final class LeaseLost extends RuntimeException {

    LeaseLost(long run) {
        super("run %d no longer holds its connector's lease".formatted(run));
    }
}
