package dev.tributary.engine.doctor;

import dev.tributary.engine.storage.StartRefused;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes all checks: first those of the machine, then the one of the database, then, if that is fine, those of what is stored.
 * A check that fails or takes too long is a finding like others. Thread-safe.
 */
@Component
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int DEEPEST = 20;

    private final ObjectProvider<Check.OfHost> host;
    private final ObjectProvider<DatabaseCheck> database;
    private final ObjectProvider<Check.OfStore> store;

    Doctor(
            ObjectProvider<Check.OfHost> host,
            ObjectProvider<DatabaseCheck> database,
            ObjectProvider<Check.OfStore> store) {
        this.host = host;
        this.database = database;
        this.store = store;
    }

    /**
     * Makes all checks.
     *
     * @param callback the address of ours that OAuth providers send people back to
     */
    public Mono<Report> examine(URI callback) {
        return made("Data directory", host, callback)
                .flatMap(first -> first.stream().anyMatch(Finding.NotYet.class::isInstance)
                        ? Mono.just(first)
                        : and(first, made("Database", database, callback))
                                .flatMap(second -> isUsable(second)
                                        ? and(second, made("Stored data", store, callback))
                                        : Mono.just(second)))
                .map(Report::of);
    }

    private static Mono<List<Finding>> and(List<Finding> before, Mono<List<Finding>> more) {
        return more.map(found -> {
            var all = new ArrayList<>(before);
            all.addAll(found);
            return all;
        });
    }

    private static boolean isUsable(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals(DatabaseCheck.SUBJECT))
                .allMatch(Finding.Fine.class::isInstance);
    }

    /** Making a check may already fail: it opens the database. */
    private static Mono<List<Finding>> made(String subject, ObjectProvider<? extends Check> checks, URI callback) {
        return Flux.fromStream(checks::orderedStream)
                .subscribeOn(Schedulers.boundedElastic())
                .concatMap(check -> check.findings(callback)
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(PATIENCE)
                        .onErrorResume(failure -> Mono.just(explained(check.subject(), failure))))
                .onErrorResume(failure -> Mono.just(explained(subject, failure)))
                .distinct(Doctor::sameness)
                .collectList();
    }

    /** What keeps several checks from being made is said once. */
    private static Object sameness(Finding finding) {
        return finding instanceof Finding.Broken broken ? broken.text() : finding;
    }

    /** A failure in words: a refusal says itself what to do. */
    static Finding explained(String subject, Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(DEEPEST)
                .filter(StartRefused.class::isInstance)
                .map(StartRefused.class::cast)
                .findFirst()
                .<Finding>map(refused -> new Finding.Broken(subject, refused.reason(), refused.action()))
                .orElseGet(() -> new Finding.Broken(
                        subject,
                        "This could not be looked at: " + failure.getMessage(),
                        "Try again; if it stays so, report it with this text."));
    }
}
