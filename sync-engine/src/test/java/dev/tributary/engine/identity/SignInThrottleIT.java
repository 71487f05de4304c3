package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.storage.TestDatabase;
import dev.tributary.engine.web.SettableClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class SignInThrottleIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final SettableClock clock = new SettableClock();
    private final SignInThrottle throttle = throttle();
    private final String ada = "ada" + UUID.randomUUID();

    private SignInThrottle throttle() {
        return new SignInThrottle(DATABASE.client(), DATABASE.transactions(), clock);
    }

    @Test
    void letsFiveTriesPassAndThenAsksForDelaysThatDouble() {
        tries(5);
        assertThat(attempt("1")).contains(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(await(throttle.attempt(ada.toUpperCase(Locale.ROOT), "1"))).isEmpty();
        assertThat(attempt("1")).contains(Duration.ofSeconds(2));
    }

    @Test
    void neverAsksForMoreThanAQuarterOfAnHour() {
        tries(5);
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofMinutes(15));
            assertThat(attempt("1")).isEmpty();
        }
        assertThat(attempt("1")).contains(Duration.ofMinutes(15));
    }

    @Test
    void doesNotLengthenTheWaitOfARefusedTry() {
        tries(5);
        for (int i = 0; i < 10; i++) {
            assertThat(attempt("1")).contains(Duration.ofSeconds(1));
        }
    }

    @Test
    void forgetsAfterASuccess() {
        tries(5);
        succeed("1");
        assertThat(attempt("1")).isEmpty();
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
        assertThat(attempt("2")).isEmpty();
        assertThat(await(throttle.attempt("bob" + ada, "1"))).isEmpty();
    }

    @Test
    void countsInAllProcessesTogether() {
        tries(5);
        assertThat(await(throttle().attempt(ada, "1"))).isPresent();
    }

    @Test
    void slowsDownOneNameOverAllAddressesByAtMostAMinute() {
        for (int i = 0; i < 20; i++) {
            assertThat(attempt("address " + i)).isEmpty();
        }
        assertThat(attempt("one more")).contains(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(attempt("later " + i)).isEmpty();
        }
        assertThat(attempt("the last")).contains(Duration.ofMinutes(1));
    }

    @Test
    void doesNotHoldUpAPersonWhereTheySignedInBeforeWhateverStrangersDo() {
        assertThat(attempt("home")).isEmpty();
        succeed("home");
        for (int i = 0; i < 30; i++) {
            attempt("stranger " + i);
        }
        assertThat(attempt("stranger")).isPresent();
        assertThat(attempt("home")).isEmpty();
        clock.advance(Duration.ofDays(31));
        assertThat(attempt("home")).isEmpty();
    }

    @Test
    void letsNoMoreThroughWhenManyTryAtOnce() {
        var passed = await(Flux.range(0, 30)
                .flatMap(i -> throttle.attempt(ada, "1"), 8)
                .filter(Optional::isEmpty)
                .count());
        assertThat(passed).isEqualTo(5);
    }

    @Test
    void keepsNoNameAndNoAddress() {
        attempt("192.0.2.77");
        var rows = await(DATABASE.client()
                .sql("SELECT string_agg(t::text, ' ') AS rows FROM sign_in_try t")
                .mapValue(String.class)
                .one());
        assertThat(rows).doesNotContain(ada).doesNotContain("192.0.2.77");
    }

    @Test
    void forgetsTriesThatAreLongOver() {
        attempt("1");
        clock.advance(Duration.ofDays(40));
        throttle.forget().block();
        var left =
                DATABASE.client().sql("SELECT count(*) AS n FROM sign_in_try").mapValue(Long.class);
        assertThat(await(left.one())).isZero();
    }

    private void succeed(String address) {
        throttle.succeeded(ada, address).block();
    }

    private Optional<Duration> attempt(String address) {
        return await(throttle.attempt(ada, address));
    }

    private static <T> T await(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(Duration.ofSeconds(30)));
    }

    private void tries(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(attempt("1")).isEmpty();
        }
    }
}
