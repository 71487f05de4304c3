package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.sync.DeletionGuard.Evidence;
import dev.tributary.engine.sync.DeletionGuard.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeletionGuardTest {

    @ParameterizedTest
    @DisplayName("D3: suspect is nothing listed of 3 and more, or fewer than 10 % listed of 50 and more")
    @CsvSource({
        "2, 0, PROCEED",
        "3, 0, SUSPECT",
        "3, 1, PROCEED",
        "49, 0, SUSPECT",
        "49, 1, HOLD",
        "50, 4, SUSPECT",
        "50, 5, HOLD",
        "99, 9, SUSPECT",
        "100, 10, HOLD",
        "109, 10, SUSPECT"
    })
    void findsSuspectListings(long owned, long listed, Verdict expected) {
        assertThat(DeletionGuard.verdict(new Evidence(owned, listed, owned - listed, false, false)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @DisplayName("D4: removals above 25 and above a quarter of the owned are held")
    @CsvSource({
        "30, 25, PROCEED",
        "30, 26, HOLD",
        "100, 25, PROCEED",
        "100, 26, HOLD",
        "103, 25, PROCEED",
        "103, 26, HOLD",
        "104, 26, PROCEED",
        "104, 27, HOLD",
        "1000, 250, PROCEED",
        "1000, 251, HOLD"
    })
    void holdsManyRemovals(long owned, long missing, Verdict expected) {
        assertThat(DeletionGuard.verdict(new Evidence(owned, owned - missing, missing, false, false)))
                .isEqualTo(expected);
    }

    @Test
    @DisplayName("D3: when the next complete listing says the same, the cap alone decides")
    void believesASecondSuspectListing() {
        assertThat(DeletionGuard.verdict(new Evidence(20, 0, 20, true, false))).isEqualTo(Verdict.PROCEED);
        assertThat(DeletionGuard.verdict(new Evidence(100, 0, 100, true, false)))
                .isEqualTo(Verdict.HOLD);
    }

    @Test
    @DisplayName("D6: a confirmed scope is subject to neither")
    void followsAConfirmedScope() {
        assertThat(DeletionGuard.verdict(new Evidence(1000, 0, 1000, false, true)))
                .isEqualTo(Verdict.PROCEED);
    }
}
