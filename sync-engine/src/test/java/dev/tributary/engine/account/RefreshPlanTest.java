package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RefreshPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    static Account account(Account.State state, Optional<Instant> refreshAt, Optional<Instant> expiresAt) {
        return new Account(
                1,
                "fake",
                Account.Kind.AUTHORIZATION_CODE,
                Optional.of("42"),
                "Ann",
                Set.of("read"),
                state,
                Optional.of("because").filter(_ -> state == Account.State.RECONNECT_NEEDED),
                Map.of(),
                7,
                new Account.Times(NOW, NOW, Optional.empty(), expiresAt, refreshAt, Optional.empty()),
                "person:admin");
    }

    private static Account due(Duration until) {
        return account(Account.State.CONNECTED, Optional.of(NOW.plus(until)), Optional.empty());
    }

    @Test
    void refreshesAtHalfOfTheLifetime() {
        assertThat(RefreshPlan.refreshAt(NOW, Optional.of(Duration.ofHours(1)))).contains(NOW.plusSeconds(1800));
        assertThat(RefreshPlan.of(due(Duration.ofSeconds(1)), NOW)).isEqualTo(RefreshPlan.USE);
        assertThat(RefreshPlan.of(due(Duration.ZERO), NOW)).isEqualTo(RefreshPlan.REFRESH);
    }

    @Test
    void leavesATokenAloneThatNeverExpires() {
        var endless = account(Account.State.CONNECTED, Optional.empty(), Optional.empty());

        assertThat(RefreshPlan.of(endless, NOW)).isEqualTo(RefreshPlan.USE);
        assertThat(RefreshPlan.isUsable(endless, NOW)).isTrue();
    }

    @Test
    void usesANewerTokenThanTheRefusedOne() {
        assertThat(RefreshPlan.afterRefusal(due(Duration.ofHours(1)), 6)).isEqualTo(RefreshPlan.USE);
        assertThat(RefreshPlan.afterRefusal(due(Duration.ofHours(1)), 7)).isEqualTo(RefreshPlan.REFRESH);
    }

    @Test
    void asksForNothingWhileItHasToBeConnectedAgain() {
        var stopped = account(Account.State.RECONNECT_NEEDED, Optional.of(NOW), Optional.empty());

        assertThat(RefreshPlan.of(stopped, NOW)).isEqualTo(RefreshPlan.RECONNECT);
        assertThat(RefreshPlan.afterRefusal(stopped, 7)).isEqualTo(RefreshPlan.RECONNECT);
    }

    @Test
    void triesAgainWithinWhatIsLeft() {
        var dying = account(Account.State.CONNECTED, Optional.of(NOW), Optional.of(NOW.plusSeconds(10)));
        var dead = account(Account.State.CONNECTED, Optional.of(NOW), Optional.of(NOW.minusSeconds(10)));

        assertThat(RefreshPlan.nextTry(dying, NOW)).isEqualTo(NOW.plusSeconds(5));
        assertThat(RefreshPlan.nextTry(due(Duration.ZERO), NOW)).isEqualTo(NOW.plusSeconds(60));
        assertThat(RefreshPlan.nextTry(dead, NOW)).isEqualTo(NOW);
        assertThat(RefreshPlan.isUsable(dead, NOW)).isFalse();
    }
}
