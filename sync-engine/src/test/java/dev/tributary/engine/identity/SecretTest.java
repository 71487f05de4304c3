package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

final class SecretTest {
    @Test
    void has256RandomBitsAfterItsPrefix() {
        var one = Secret.random(new SecureRandom(), "trb_");
        assertThat(one.text())
                .matches("trb_[A-Za-z0-9_-]{43}")
                .isNotEqualTo(Secret.random(new SecureRandom(), "trb_").text());
    }

    @Test
    void isNeverPrinted() {
        assertThat(new Secret("hunter2")).hasToString("Secret[***]");
        assertThat(new IssuedToken(1, new Secret("hunter2")).toString()).doesNotContain("hunter2");
    }

    @Test
    void knowsItsDigest() {
        var secret = new Secret("hunter2");
        assertThat(secret.hasSha256(secret.sha256())).isTrue();
        assertThat(secret.hasSha256(new Secret("hunter3").sha256())).isFalse();
    }

    @Test
    void isComparedByDigestInConstantTime() {
        var secret = new Secret("hunter2");
        assertThat(secret).isEqualTo(new Secret("hunter2")).hasSameHashCodeAs(new Secret("hunter2"));
        assertThat(secret).isNotEqualTo(new Secret("hunter3")).isNotEqualTo(new Secret(""));
    }

    @Test
    void derivesOtherSecretsForOtherPurposes() {
        var secret = new Secret("hunter2");
        assertThat(secret.derive("csrf")).isEqualTo(secret.derive("csrf")).isNotEqualTo(secret.derive("else"));
    }

    @Test
    void passwordsAreArgon2idAndMatchOnlyThemselves() {
        try (var passwords = new Passwords(new Random(1))) {
            var hash = passwords.hash(new Secret("hunter2")).cache();
            StepVerifier.create(hash)
                    .assertNext(text -> assertThat(text).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"))
                    .verifyComplete();
            StepVerifier.create(hash.flatMap(text -> passwords.matches(new Secret("hunter2"), text)))
                    .expectNext(true)
                    .verifyComplete();
            StepVerifier.create(hash.flatMap(text -> passwords.matches(new Secret("Hunter2"), text)))
                    .expectNext(false)
                    .verifyComplete();
            StepVerifier.create(passwords.matchesNobody(new Secret("hunter2")))
                    .expectNext(false)
                    .verifyComplete();
        }
    }
}
