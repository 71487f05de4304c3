package dev.tributary.engine.doctor;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateOutput;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether the database answers and its tables are those of this version. That it is not too old is seen when it is opened. */
@Component
final class DatabaseCheck implements Check {
    static final String SUBJECT = "Database";

    private final DatabaseClient db;
    private final Flyway migrations;

    DatabaseCheck(DatabaseClient db, DataSource source, @Value("${spring.flyway.locations}") String[] locations) {
        this.db = db;
        this.migrations = Flyway.configure()
                .dataSource(source)
                .locations(locations)
                .ignoreMigrationPatterns("*:pending")
                .load();
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Flux.concat(version(), Mono.fromCallable(this::tables).subscribeOn(Schedulers.boundedElastic()));
    }

    private Mono<Finding> version() {
        return db.sql("SELECT current_setting('server_version') AS version, current_database() AS name")
                .map(row -> (Finding) new Finding.Fine(
                        SUBJECT,
                        "PostgreSQL %s answers, with the database \"%s\"."
                                .formatted(
                                        Objects.requireNonNull(row.get("version", String.class)),
                                        Objects.requireNonNull(row.get("name", String.class)))))
                .one();
    }

    private Finding tables() {
        var info = migrations.info();
        var newer = Stream.of(info.all())
                .filter(one -> one.getState() == MigrationState.FUTURE_SUCCESS)
                .map(DatabaseCheck::name)
                .toList();
        if (!newer.isEmpty()) {
            return new Finding.Broken(
                    SUBJECT,
                    "A newer version of Tributary has changed the tables: %s.".formatted(String.join(", ", newer)),
                    "Run that version, or go back to the backup from before it.");
        }
        var wrong = wrong();
        if (!wrong.isEmpty()) {
            return new Finding.Broken(
                    SUBJECT,
                    "The tables are not as this version makes them: %s".formatted(String.join("; ", wrong)),
                    "Somebody changed them, or a migration failed half way; go back to a backup, or report it with this text.");
        }
        var pending = Stream.of(info.pending()).map(DatabaseCheck::name).toList();
        return pending.isEmpty()
                ? new Finding.Fine(SUBJECT, "Its tables are those of this version.")
                : new Finding.NotYet(
                        SUBJECT,
                        Quantity.choose(pending.size(), "1 change of the tables is", "%d changes of the tables are")
                                + " still to come: %s.".formatted(String.join(", ", pending)),
                        "Start Tributary: it makes them.");
    }

    private List<String> wrong() {
        return migrations.validateWithResult().invalidMigrations.stream()
                .map(DatabaseCheck::problem)
                .toList();
    }

    private static String problem(ValidateOutput invalid) {
        return "%s %s"
                .formatted(
                        invalid.version,
                        invalid.errorDetails.errorMessage.lines().findFirst().orElse(""));
    }

    private static String name(MigrationInfo migration) {
        return migration.getScript();
    }
}
