package dev.tributary.engine.account;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.identity.Audit;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;

/** What everything here works with. */
@Component
record AccountParts(DatabaseClient db, TransactionalOperator transaction, SecretBox box, Audit audit, Clock clock) {}
