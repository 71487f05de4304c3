package dev.tributary.engine.sync;

import dev.tributary.engine.connector.ConnectorCalls;
import dev.tributary.engine.content.Chunker;
import dev.tributary.engine.content.Extraction;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** What every run works with. */
public record SyncParts(
        DatabaseClient db,
        TransactionalOperator transaction,
        JsonMapper json,
        Clock clock,
        ConnectorCalls calls,
        Extraction extraction,
        Chunker chunker,
        SyncSettings settings) {

    /** Where runs read and write, and by which clock. */
    record Database(DatabaseClient db, TransactionalOperator transaction, JsonMapper json, Clock clock) {}
}
