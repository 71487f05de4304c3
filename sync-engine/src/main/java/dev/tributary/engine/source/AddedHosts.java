package dev.tributary.engine.source;

import dev.tributary.engine.connector.OutsideHttp;
import dev.tributary.engine.connector.SourceClient;
import dev.tributary.engine.identity.Actor;
import dev.tributary.engine.identity.Audit;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The private places that admins opened for sources (S3). Each process looks every few seconds which there are; while it
 * cannot, what it saw last holds. Thread-safe.
 */
@Component
public final class AddedHosts implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(AddedHosts.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final DatabaseClient db;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Clock clock;
    private final Doors doors;
    private volatile Disposable watch = () -> {};
    private volatile boolean running;

    /** All that makes connections to hosts that somebody typed in. */
    @Component
    record Doors(SourceClient sources, OutsideHttp others) {}

    AddedHosts(DatabaseClient db, TransactionalOperator transaction, Audit audit, Clock clock, Doors doors) {
        this.db = db;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.doors = doors;
    }

    /** All of them, in the order in which they came. */
    public Flux<AddedHost> all() {
        return db.sql("SELECT id, host, added_by, added_at FROM allowed_host ORDER BY id")
                .map(AddedHosts::host)
                .all();
    }

    /** Empty if it is there already. The host is one that {@code AllowedHosts.checked} gave. */
    public Mono<AddedHost> add(Actor actor, String host) {
        return db.sql("""
                        INSERT INTO allowed_host (host, added_by, added_at) VALUES (:host, :actor, :now)
                        ON CONFLICT DO NOTHING RETURNING id, host, added_by, added_at""")
                .bind("host", host)
                .bind("actor", actor.name())
                .bind("now", clock.instant())
                .map(AddedHosts::host)
                .one()
                .delayUntil(added -> audit.record(
                        actor, "allowed-host.add", "allowed-host:" + added.id(), Map.of("host", added.host())))
                .as(transaction::transactional)
                .delayUntil(_ -> look());
    }

    /** False if there is no such entry. */
    public Mono<Boolean> remove(Actor actor, long id) {
        return db.sql("DELETE FROM allowed_host WHERE id = :id RETURNING host")
                .bind("id", id)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .delayUntil(
                        host -> audit.record(actor, "allowed-host.remove", "allowed-host:" + id, Map.of("host", host)))
                .as(transaction::transactional)
                .delayUntil(_ -> look())
                .hasElement();
    }

    private Mono<Void> look() {
        return all().map(AddedHost::host)
                .collectList()
                .doOnNext(hosts -> {
                    doors.sources().open(hosts);
                    doors.others().open(hosts);
                })
                .then();
    }

    private static AddedHost host(Readable row) {
        return new AddedHost(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("host", String.class)),
                Objects.requireNonNull(row.get("added_by", String.class)),
                Objects.requireNonNull(row.get("added_at", Instant.class)));
    }

    /** Nothing connects before the first look. */
    @Override
    public void start() {
        look().onErrorResume(AddedHosts::told).toFuture().join();
        watch = Flux.interval(EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> look().onErrorResume(AddedHosts::told), 1)
                .subscribe();
        running = true;
    }

    private static Mono<Void> told(Throwable failure) {
        LOG.warn("Allowed hosts could not be read; those seen last hold", failure);
        return Mono.empty();
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public void stop() {
        watch.dispose();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
