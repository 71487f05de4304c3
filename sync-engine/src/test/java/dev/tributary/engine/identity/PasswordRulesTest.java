package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elevenchars",
                "aaaaaaaaaaaaaaaa",
                "abababababab",
                "123456789012",
                "1234567890123456",
                "password1234",
                "Password2024!",
                "P4ssw0rd2024!!",
                "passwordpassword",
                "qwertyuiop123",
                "qwertzuiop!!!",
                "1q2w3e4r5t6y",
                "1qaz2wsx3edc",
                "iloveyou12345",
                "letmeinletmein",
                "Welcome123456",
                "administrator1",
                "tributary2026",
                "Sommer2026!!",
                "correcthorsebatterystaple",
                "abcdefghijklm",
                "ada.lovelace1",
                "xkxkxkxkxkxkxk",
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(rules.refusal(password, "ada.lovelace")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "another long password",
                "gXq2-7vNm-Lp9s",
                "kettle plum orbit",
                "Ünïcödé ist prächtig",
                "dragon coffee summer river",
                "839201746582",
            })
    void takesOthersWhateverTheyAreMadeOf(String password) {
        assertThat(rules.refusal(password, "ada")).isEmpty();
    }

    @Test
    void takesLongOnesOfUpTo128Characters() {
        var words = "violet kettle orbit ".repeat(6);
        assertThat(rules.refusal(words.substring(0, 64), "ada")).isEmpty();
        assertThat(rules.refusal(words + "harbour.", "ada")).isEmpty();
        assertThat(rules.refusal(words + "harbours.", "ada")).isPresent();
    }
}
