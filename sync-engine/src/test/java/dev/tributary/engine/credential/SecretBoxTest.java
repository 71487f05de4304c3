package dev.tributary.engine.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretBoxTest {
    private static final SecretOwner OWNER = new SecretOwner("connector/42", "apiKey");
    private static final String SECRET = "sk-very-secret";
    private static final EncryptionKey KEY = key(1);
    private static final SecretBox BOX = box(KEY);

    static Stream<String> secrets() {
        Random random = new Random(7);
        Stream<String> fixed = Stream.of("", "a", "päßwörd", "\uD83D\uDD11", "line\nbreak\u0000");
        Stream<String> generated = IntStream.range(0, 200)
                .mapToObj(length -> random.ints(length * 5L, 1, 0xD800)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        return Stream.concat(fixed, generated);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void opensWhatItSealed(String secret) {
        assertThat(BOX.open(BOX.seal(secret, OWNER), OWNER)).isEqualTo(secret);
    }

    @Test
    void refusesASecretWithAnyBitChanged() {
        String sealed = BOX.seal(SECRET, OWNER);
        for (int position = 0; position < sealed.length(); position++) {
            for (int bit = 0; bit < 7; bit++) {
                StringBuilder changed = new StringBuilder(sealed);
                changed.setCharAt(position, (char) (sealed.charAt(position) ^ (1 << bit)));
                assertUnreadable(changed.toString(), OWNER);
            }
        }
    }

    @Test
    void refusesASecretCutShort() {
        String sealed = BOX.seal(SECRET, OWNER);
        for (int length = 0; length < sealed.length(); length++) {
            assertUnreadable(sealed.substring(0, length), OWNER);
        }
    }

    @Test
    void refusesASecretMovedToAnotherRowOrPurpose() {
        String sealed = BOX.seal(SECRET, OWNER);
        assertUnreadable(sealed, new SecretOwner("connector/43", "apiKey"));
        assertUnreadable(sealed, new SecretOwner("connector/42", "password"));
        assertUnreadable(BOX.seal(SECRET, new SecretOwner("ab", "c")), new SecretOwner("a", "bc"));
    }

    @Test
    void saysWhichKeyIsMissing() {
        String sealed = BOX.seal(SECRET, OWNER);
        assertThatThrownBy(() -> box(key(2)).open(sealed, OWNER))
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageContainingAll(
                        "apiKey of connector/42", KEY.id(), key(2).id(), "TRIBUTARY_ENCRYPTION_OLD_KEYS");
    }

    @Test
    void refusesAForeignSecretThatClaimsTheRightKey() {
        EncryptionKey other = key(2);
        String sealed = box(other).seal(SECRET, OWNER);
        assertUnreadable(sealed.replace(other.id(), KEY.id()), OWNER);
    }

    @Test
    void opensWithOldKeysAndSealsWithTheCurrentOne() {
        String old = BOX.seal(SECRET, OWNER);
        SecretBox rotated = box(key(2), KEY);
        assertThat(rotated.open(old, OWNER)).isEqualTo(SECRET);
        String resealed = rotated.reseal(old, OWNER).orElseThrow();
        assertThat(rotated.reseal(resealed, OWNER)).isEmpty();
        assertThat(box(key(2)).open(resealed, OWNER)).isEqualTo(SECRET);
    }

    @Test
    void neverRepeatsANonce() {
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            byte[] nonce = Envelope.parse(BOX.seal("x", OWNER), OWNER).nonce();
            assertThat(nonces.add(Arrays.toString(nonce))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void sealsAsTheAesGcmOfTheJdkDoes(String secret) throws GeneralSecurityException {
        Envelope sealed = Envelope.parse(BOX.seal(secret, OWNER), OWNER);
        Cipher jdk = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKeySpec key = new SecretKeySpec(KEY.parameter().getKey(), "AES");
        jdk.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed.nonce()));
        jdk.updateAAD(Envelope.associatedData(sealed.keyId(), OWNER));
        byte[] opened = jdk.doFinal(sealed.sealed());
        assertThat(new String(opened, UTF_8)).isEqualTo(secret);
    }

    @Test
    void keepsOpeningWhatEarlierVersionsSealed() {
        String sealed = "s1.51cb63038d0c15a6.TJMmu5gF-o-FiCwSDgXWgbpZDt9EeSU6yB-rbr9BGVbJmIX712t10eoQ";
        assertThat(BOX.open(sealed, OWNER)).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "s1..", "s2.0123456789abcdef.AAAA", "s1.0123456789abcdef.A"})
    void refusesWhatIsNotSealed(String text) {
        assertUnreadable(text, OWNER);
    }

    @Test
    void refusesTextThatWouldComeBackChanged() {
        assertThatThrownBy(() -> BOX.seal("\uD800" + SECRET, OWNER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void showsNoKeyInItsText() {
        String key = Base64.getEncoder().encodeToString(KEY.parameter().getKey());
        assertThat(List.of(BOX.toString(), KEY.toString(), new KeyRing(KEY, List.of()).toString()))
                .allSatisfy(text -> assertThat(text).contains(KEY.id()).doesNotContain(key));
        assertThat(Envelope.parse(BOX.seal(SECRET, OWNER), OWNER).toString()).doesNotContain(SECRET);
    }

    private static void assertUnreadable(String sealed, SecretOwner owner) {
        assertThatThrownBy(() -> BOX.open(sealed, owner))
                .as(sealed)
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageNotContaining(SECRET)
                .hasNoCause();
    }

    private static SecretBox box(EncryptionKey current, EncryptionKey... old) {
        return new SecretBox(new KeyRing(current, List.of(old)));
    }

    private static EncryptionKey key(int seed) {
        return EncryptionKey.parse(EncryptionKey.generate(new Random(seed)), "test");
    }
}
