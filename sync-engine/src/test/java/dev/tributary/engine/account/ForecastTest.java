package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.TokenLifetime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class ForecastTest {

    private static final Instant SIGNED_IN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = SIGNED_IN.plus(Duration.ofDays(10));

    private static Granted granted(Optional<String> refreshToken, Optional<Duration> refreshLife) {
        return new Granted(
                "a",
                refreshToken,
                Optional.of(Duration.ofHours(1)),
                refreshLife,
                Optional.empty(),
                Map.of(),
                JsonMapper.shared().createObjectNode());
    }

    @Test
    void endsWithItsTokenWhereThereIsNoOtherWay() {
        var dies =
                Forecast.diesAt(TokenLifetime.endless(), granted(Optional.empty(), Optional.empty()), SIGNED_IN, NOW);

        assertThat(dies).contains(NOW.plus(Duration.ofHours(1)));
    }

    @Test
    void countsFromTheSignInAndFromTheLastUse() {
        var total = TokenLifetime.declared(new Refresh.Constant(Refresh.Validity.inTotal(Duration.ofDays(14))));
        var unused = TokenLifetime.declared(new Refresh.Constant(Refresh.Validity.unusedFor(Duration.ofDays(14))));
        var granted = granted(Optional.of("r"), Optional.empty());

        assertThat(Forecast.diesAt(total, granted, SIGNED_IN, NOW)).contains(SIGNED_IN.plus(Duration.ofDays(14)));
        assertThat(Forecast.diesAt(unused, granted, SIGNED_IN, NOW)).contains(NOW.plus(Duration.ofDays(14)));
    }

    @Test
    void believesTheProviderIfItTellsAnEarlierEnd() {
        var total = TokenLifetime.declared(new Refresh.Constant(Refresh.Validity.inTotal(Duration.ofDays(14))));

        assertThat(Forecast.diesAt(total, granted(Optional.of("r"), Optional.of(Duration.ofDays(1))), SIGNED_IN, NOW))
                .contains(NOW.plus(Duration.ofDays(1)));
    }

    @Test
    void announcesAWeekAhead() {
        assertThat(Forecast.isNear(Optional.of(NOW.plus(Duration.ofDays(6))), NOW))
                .isTrue();
        assertThat(Forecast.isNear(Optional.of(NOW.plus(Duration.ofDays(8))), NOW))
                .isFalse();
        assertThat(Forecast.isNear(Optional.empty(), NOW)).isFalse();
    }
}
