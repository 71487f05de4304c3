package dev.tributary.engine.identity;

import java.time.Clock;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Opens and closes sessions, each in one transaction with its entry in the audit log. */
@Component
final class Opening {
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    Opening(DatabaseClient database, TransactionalOperator transaction, Sessions sessions, Audit audit, Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /** A session with a new secret; the one that the browser had before is no longer good. */
    Mono<Secret> open(Caller.Person person, String method, Visit visit) {
        return database.sql("UPDATE account SET last_sign_in_at = :now WHERE id = :id")
                .bind("now", clock.instant())
                .bind("id", person.accountId())
                .then()
                .then(visit.before().map(sessions::close).orElseGet(Mono::empty))
                .then(sessions.open(person.accountId(), method, visit))
                .delayUntil(session -> audit.record(
                        person.actor(),
                        "session.open",
                        person.key(),
                        Map.of("address", visit.address(), "method", method)))
                .as(transaction::transactional);
    }

    Mono<Void> close(Caller.Person person, Secret session) {
        return sessions.close(session)
                .then(audit.record(person.actor(), "session.close", person.key(), Map.of()))
                .as(transaction::transactional);
    }
}
