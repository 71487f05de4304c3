package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.engine.web.SettableClock;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BucketsTest {
    private final SettableClock clock = new SettableClock();
    private final Buckets buckets = new Buckets(60, clock);

    @Test
    void givesAMinutesWorthAtOnceAndThenAtTheRate() {
        empty("a");
        assertThat(buckets.take("a")).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofMillis(500));
        assertThat(buckets.take("a")).isEqualTo(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(buckets.take("a")).isZero();
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void neverHoldsMoreThanAMinutesWorth() {
        empty("a");
        clock.advance(Duration.ofDays(400));
        empty("a");
        assertThat(buckets.take("a")).isPositive();
    }

    @Test
    void forgetsWhoAskedLongestAgoWhenThereAreMany() {
        empty("first");
        for (int i = 0; i < Buckets.MOST; i++) {
            buckets.take("stranger " + i);
        }
        assertThat(buckets.take("first")).isZero();
    }

    @Test
    void takesTheNetworkOfAnIpv6CustomerForOneStranger() {
        assertThat(network("2001:db8:1:2::1"))
                .isEqualTo(network("2001:db8:1:2:3:4:5:6"))
                .isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("192.0.2.1")).isEqualTo(network("::ffff:192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
    }

    @Test
    void refusesSettingsThatLetNothingIn() {
        assertThatThrownBy(() -> new AccessSettings(0, Duration.ofSeconds(1)))
                .hasMessageContaining("requests-per-minute");
        assertThatThrownBy(() -> new AccessSettings(1, Duration.ZERO)).hasMessageContaining("request-timeout");
    }

    private void empty(String who) {
        for (int i = 0; i < 60; i++) {
            assertThat(buckets.take(who)).isZero();
        }
    }

    private static String network(String address) {
        return RequestRate.network(InetAddress.ofLiteral(address));
    }
}
