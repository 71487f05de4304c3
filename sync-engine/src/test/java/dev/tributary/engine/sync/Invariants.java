package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.r2dbc.core.DatabaseClient;

/** Says in a test that all rules hold. */
final class Invariants {

    private Invariants() {}

    static void hold(DatabaseClient db) {
        assertThat(SyncRig.wait(new SyncInvariants(db).violations().collectList()))
                .isEmpty();
    }
}
