package dev.tributary.engine.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether this machine and the database agree on what time it is: leases run by the one's clock, schedules by the other's. */
@Component
@Order(1)
final class ClockCheck implements Check.OfStore {
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final DatabaseClient db;
    private final Clock clock;

    ClockCheck(DatabaseClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "Clock";
    }

    @Override
    public Flux<Finding> findings(URI callback) {
        return Mono.defer(() -> {
                    var asked = clock.instant();
                    return db.sql("SELECT clock_timestamp()")
                            .map(row -> Objects.requireNonNull(row.get(0, Instant.class)))
                            .one()
                            .map(there -> found(asked, there, clock.instant()));
                })
                .flux();
    }

    /** Its time was read at some moment between asking and hearing. */
    private Finding found(Instant asked, Instant there, Instant heard) {
        var off = there.isBefore(asked)
                ? Duration.between(there, asked)
                : there.isAfter(heard) ? Duration.between(heard, there) : Duration.ZERO;
        return off.compareTo(TOLERATED) <= 0
                ? new Finding.Fine(subject(), "This machine and the database agree on the time.")
                : new Finding.Todo(
                        subject(),
                        "The clock of the database is %s %s the one of this machine."
                                .formatted(
                                        Quantity.of(off.toSeconds(), "second"),
                                        there.isBefore(asked) ? "behind" : "ahead of"),
                        "Set both by NTP: schedules and leases are measured by these clocks.");
    }
}
