package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.web.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SignInThrottleTest {
    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void letsFiveTriesPassAndThenAsksForDelaysThatDouble() {
        tries(5);
        assertThat(throttle.attempt("ada", "1")).contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.attempt("ADA", "1")).isEmpty();
        assertThat(throttle.attempt("ada", "1")).contains(Duration.ofSeconds(2));
    }

    @Test
    void neverAsksForMoreThanAQuarterOfAnHour() {
        tries(5);
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(throttle.attempt("ada", "1")).isEmpty();
        }
        assertThat(throttle.attempt("ada", "1")).contains(Duration.ofMinutes(15));
    }

    @Test
    void doesNotLengthenTheWaitOfARefusedTry() {
        tries(5);
        for (int i = 0; i < 10; i++) {
            assertThat(throttle.attempt("ada", "1")).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void forgetsAfterASuccess() {
        tries(5);
        throttle.succeeded("Ada", "1");
        assertThat(throttle.attempt("ada", "1")).isEmpty();
    }

    @Test
    void forgetsAfterAnHourOfQuiet() {
        tries(5);
        clock.advance(Duration.ofMinutes(61));
        tries(5);
    }

    @Test
    void countsNamesAndAddressesApart() {
        tries(5);
        assertThat(throttle.attempt("ada", "2")).isEmpty();
        assertThat(throttle.attempt("bob", "1")).isEmpty();
    }

    private void tries(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(throttle.attempt("ada", "1")).isEmpty();
        }
    }
}
