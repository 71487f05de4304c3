package dev.tributary.engine.account;

import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** When a token that came now is to be refreshed and ends, and when its account does. */
record TokenTimes(Instant now, Optional<Instant> refreshAt, Optional<Instant> expiresAt, Optional<Instant> diesAt) {

    /** Of the first token of an account. */
    static TokenTimes first(Account.Kind kind, TokenLifetime lifetime, Granted granted, Instant now) {
        var dies = isPersons(kind) ? Forecast.diesAt(lifetime, granted, now, now) : Optional.<Instant>empty();
        return of(Forecast.lifetime(lifetime, granted), now, dies)
                .untilItsEnd(isPersons(kind) && granted.refreshToken().isEmpty());
    }

    /** Of a later token; an answer without a refresh token leaves the old one, which may be as good as new by its use. */
    static TokenTimes later(AccountStore.Stored before, TokenLifetime lifetime, Granted granted, Instant now) {
        var times = before.account().times();
        if (!isPersons(before.account().kind())) {
            return of(Forecast.lifetime(lifetime, granted), now, Optional.empty());
        }
        var keepsOld =
                granted.refreshToken().isEmpty() && before.tokens().refresh().isPresent();
        var dies = keepsOld
                ? lifetime.refresh().diesAt(times.connectedAt(), now).or(times::diesAt)
                : Forecast.diesAt(lifetime, granted, times.connectedAt(), now);
        return of(Forecast.lifetime(lifetime, granted), now, dies);
    }

    private static TokenTimes of(Optional<Duration> life, Instant now, Optional<Instant> dies) {
        return new TokenTimes(now, RefreshPlan.refreshAt(now, life), life.map(now::plus), dies);
    }

    /** What cannot be refreshed is used until its end. */
    private TokenTimes untilItsEnd(boolean isLast) {
        return isLast ? new TokenTimes(now, expiresAt, expiresAt, diesAt) : this;
    }

    /** An account without a person gets a new token whenever it asks. */
    private static boolean isPersons(Account.Kind kind) {
        return switch (kind) {
            case AUTHORIZATION_CODE, DEVICE_CODE, TOKEN -> true;
            case SERVICE_ACCOUNT, CLIENT_CREDENTIALS -> false;
        };
    }

    /** Binds {@code now}, {@code next}, {@code expires} and {@code dies}. */
    GenericExecuteSpec bind(GenericExecuteSpec spec) {
        var bound = spec.bind("now", now);
        bound = Columns.bind(bound, "next", refreshAt, Instant.class);
        bound = Columns.bind(bound, "expires", expiresAt, Instant.class);
        return Columns.bind(bound, "dies", diesAt, Instant.class);
    }
}
