package dev.tributary.engine.identity;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Shows sessions and ends them, each with its entry in the audit log. Thread-safe. */
@Component
public final class SessionEnds {
    private static final byte[] NONE = new byte[0];

    private final Sessions sessions;
    private final Audit audit;
    private final TransactionalOperator transaction;

    SessionEnds(Sessions sessions, Audit audit, TransactionalOperator transaction) {
        this.sessions = sessions;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** The sessions of a person, the youngest first; {@code current} is the one that asks, if it is theirs. */
    public Flux<OpenSession> of(long accountId, Optional<Secret> current) {
        return sessions.of(accountId, current.map(Secret::sha256).orElse(NONE));
    }

    /** False when this person has no such session. */
    public Mono<Boolean> end(Actor actor, long accountId, long session) {
        return sessions.close(accountId, session)
                .map(ended -> ended == 1)
                .delayUntil(ended -> ended
                        ? audit.record(
                                actor,
                                "session.close",
                                "account:" + accountId,
                                Map.of("session", Long.toString(session)))
                        : Mono.empty())
                .as(transaction::transactional);
    }

    /** Signs a person out everywhere. */
    public Mono<Void> endAll(Actor actor, long accountId) {
        return sessions.closeAll(accountId)
                .flatMap(count -> audit.record(
                        actor, "session.closeAll", "account:" + accountId, Map.of("sessions", Long.toString(count))))
                .as(transaction::transactional);
    }
}
