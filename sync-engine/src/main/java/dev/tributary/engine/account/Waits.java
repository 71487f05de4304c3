package dev.tributary.engine.account;

import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connectors that wait for an account, and start by themselves when it is connected again: those, and none that a person
 * paused. Everything here belongs into the transaction that changes the account.
 */
public final class Waits {

    /** What a connector waits for, in words, from the row {@code k} of its account (R7). */
    public static final String IN_WORDS =
            "'waiting for credential: reconnect ' || k.name || ' (' || k.provider || '): ' || k.reason";

    private final DatabaseClient db;

    Waits(DatabaseClient db) {
        this.db = db;
    }

    /** Lets all active connectors of an account wait that is to be connected again. */
    Mono<Void> begin(long account, Instant now) {
        return db.sql("""
                        UPDATE connector c SET awaits_credential = true, next_run_at = NULL, updated_at = :now,
                            waiting_for = %s
                        FROM credential k
                        WHERE k.id = :account AND c.credential_id = k.id AND c.state = 'active'""".formatted(IN_WORDS))
                .bind("account", account)
                .bind("now", now)
                .then();
    }

    /** Lets those that wait for the account run now, and returns them. */
    Mono<List<Long>> end(long account, Instant now) {
        return lock(account).then(released(account, now).collectList());
    }

    /** So that a run which ends at this moment has stored what its connector waits for, before it is looked at. */
    private Mono<Void> lock(long account) {
        return db.sql("SELECT id FROM connector WHERE credential_id = :account ORDER BY id FOR UPDATE")
                .bind("account", account)
                .then();
    }

    private Flux<Long> released(long account, Instant now) {
        return db.sql("""
                        UPDATE connector SET awaits_credential = false, updated_at = :now,
                            waiting_for = CASE WHEN state = 'active' THEN NULL ELSE waiting_for END,
                            next_run_at = CASE WHEN state = 'active' THEN :now ELSE next_run_at END,
                            rerun_requested = rerun_requested OR coalesce(lease_until > clock_timestamp(), false)
                        WHERE credential_id = :account AND awaits_credential RETURNING id, state""")
                .bind("account", account)
                .bind("now", now)
                .map(row -> new Released(Columns.number(row, "id"), Columns.text(row, "state")))
                .all()
                .filter(released -> released.state().equals("active"))
                .map(Released::connector);
    }

    /** Tries the accounts again that stopped because the client of their provider was wrong. */
    Mono<List<Long>> releaseOfClient(String provider, Instant now) {
        return db.sql("""
                        UPDATE credential SET state = 'connected', cause = NULL, reason = NULL, refresh_at = :now
                        WHERE provider = :provider AND cause = 'client' RETURNING id""")
                .bind("provider", provider)
                .bind("now", now)
                .map(row -> Columns.number(row, "id"))
                .all()
                .collectList()
                .flatMapIterable(all -> all)
                .concatMap(account -> end(account, now))
                .flatMapIterable(all -> all)
                .collectList();
    }

    private record Released(long connector, String state) {}
}
