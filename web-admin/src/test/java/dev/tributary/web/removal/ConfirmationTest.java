package dev.tributary.web.removal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ConfirmationTest {

    @Test
    void takesTheNumberAsItIsShownOrPlain() {
        assertThat(new Confirmation("1,200").confirms(1200)).isTrue();
        assertThat(new Confirmation(" 1200 ").confirms(1200)).isTrue();
    }

    @Test
    void takesNoOtherNumberAndNothing() {
        assertThat(new Confirmation("120").confirms(1200)).isFalse();
        assertThat(new Confirmation("").confirms(1200)).isFalse();
        assertThat(new Confirmation(null).confirms(1200)).isFalse();
        assertThat(new Confirmation("0").confirms(0)).isFalse();
    }
}
