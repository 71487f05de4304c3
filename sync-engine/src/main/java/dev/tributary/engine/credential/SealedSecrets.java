package dev.tributary.engine.credential;

import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads and replaces stored secrets as they are, sealed. Thread-safe. */
record SealedSecrets(DatabaseClient db, List<SealedColumn> columns) {
    private static final int BATCH = 100;

    /** A secret in its row; the name is empty where the column holds one. */
    record Sealed(SealedColumn column, String row, String name, String text) {
        SecretOwner owner() {
            return column.owner().of(row, name);
        }
    }

    SealedSecrets {
        columns = List.copyOf(columns);
    }

    /** How many secrets of a column each key seals. */
    Flux<Count> counts() {
        return Flux.fromIterable(columns)
                .concatMap(column -> db.sql(
                                "SELECT key, count(*) AS n FROM (%s) s GROUP BY key".formatted(column.secrets()))
                        .map(row -> new Count(
                                Objects.requireNonNull(row.get("key", String.class)),
                                Objects.requireNonNull(row.get("n", Long.class))))
                        .all());
    }

    /** How many secrets that key seals in one column. */
    record Count(String key, long secrets) {}

    /** All secrets but those that this key seals, read in batches. */
    Flux<Sealed> allBut(String key) {
        return Flux.fromIterable(columns).concatMap(column -> allBut(key, column));
    }

    private Flux<Sealed> allBut(String key, SealedColumn column) {
        return batchAfter(key, column, "", "")
                .expand(batch -> batch.size() < BATCH
                        ? Mono.empty()
                        : batchAfter(
                                key,
                                column,
                                batch.getLast().row(),
                                batch.getLast().name()))
                .concatMapIterable(batch -> batch);
    }

    private Mono<List<Sealed>> batchAfter(String key, SealedColumn column, String row, String name) {
        return db.sql("""
                        SELECT row_key, name, sealed FROM (%s) s
                        WHERE key <> :key AND (row_key, name) > (:row, :name)
                        ORDER BY row_key, name LIMIT %d""".formatted(column.secrets(), BATCH))
                .bind("key", key)
                .bind("row", row)
                .bind("name", name)
                .map(found -> new Sealed(
                        column,
                        Objects.requireNonNull(found.get("row_key", String.class)),
                        Objects.requireNonNull(found.get("name", String.class)),
                        Objects.requireNonNull(found.get("sealed", String.class))))
                .all()
                .collectList();
    }

    /** Puts that text in the place of the secret, if it has not changed meanwhile; returns how many were replaced. */
    Mono<Long> replace(Sealed secret, String next) {
        return db.sql(secret.column().replacement())
                .bind("next", next)
                .bind("row", secret.row())
                .bind("name", secret.name())
                .bind("sealed", secret.text())
                .fetch()
                .rowsUpdated();
    }
}
