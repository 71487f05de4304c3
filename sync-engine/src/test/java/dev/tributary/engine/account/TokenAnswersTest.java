package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.engine.account.TokenRefused.Remedy;
import dev.tributary.engine.account.VendorAnswer.Situation;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenAnswersTest {

    private static final TokenAnswers STANDARD =
            new TokenAnswers(TokenAnswer.STANDARD, TokenErrors.STANDARD, ScopeSyntax.STANDARD);

    record Documented(OAuthProvider provider, VendorAnswer answer) {
        @Override
        public String toString() {
            return provider.id() + " " + answer;
        }
    }

    private static Stream<Documented> documented() {
        return ProviderCatalog.all().stream()
                .filter(provider -> provider.signIn() instanceof SignIn.Code)
                .flatMap(provider -> Stream.of(Situation.values())
                        .flatMap(situation -> VendorFacts.of(provider.id()).answers(situation).stream())
                        .map(answer -> new Documented(provider, answer)));
    }

    @ParameterizedTest
    @MethodSource("documented")
    void readsWhatTheVendorDocuments(Documented documented) {
        var tokens = ((SignIn.Code) documented.provider().signIn()).tokens();
        var refresh = documented.answer().situation() == Situation.REFRESHED;
        var answers = new TokenAnswers(
                refresh ? tokens.refreshed() : tokens.answer(),
                tokens.errors(),
                documented.provider().signIn().scopes());
        var answer = documented.answer();
        switch (answer.situation()) {
            case EXCHANGED, REFRESHED ->
                assertThat(read(answers, answer).accessToken()).isNotBlank();
            case REFRESH_REFUSED ->
                assertThat(refusal(answers, answer).remedy()).isEqualTo(Remedy.SIGN_IN);
            case CLIENT_REFUSED -> assertThat(refusal(answers, answer).remedy()).isEqualTo(Remedy.CLIENT);
            case CODE_REFUSED -> assertThat(refusal(answers, answer).code()).isNotBlank();
        }
    }

    private static Granted read(TokenAnswers answers, VendorAnswer answer) {
        return answers.read(answer.status(), answer.body().getBytes(UTF_8));
    }

    private static TokenRefused refusal(TokenAnswers answers, VendorAnswer answer) {
        return catchThrowableOfType(TokenRefused.class, () -> read(answers, answer));
    }

    @Test
    void readsTheStandard() {
        var granted = STANDARD.read(200, """
                {"access_token": "a", "refresh_token": "r", "expires_in": "3600", "scope": "x,y"}""".getBytes(UTF_8));

        assertThat(granted.expiresIn()).contains(Duration.ofHours(1));
        assertThat(granted.refreshToken()).contains("r");
        assertThat(granted.scopes().orElseThrow()).containsExactly("x", "y");
        assertThat(granted.toString()).doesNotContain("\"a\"", "\"r\"");
    }

    @Test
    void readsAForm() {
        assertThat(STANDARD.read(200, "access_token=a&scope=x".getBytes(UTF_8)).accessToken())
                .isEqualTo("a");
    }

    @Test
    void takesAnErrorForARefusalWhateverTheStatus() {
        assertThatThrownBy(() -> STANDARD.read(200, "{\"error\": \"invalid_grant\"}".getBytes(UTF_8)))
                .isInstanceOf(TokenRefused.class);
    }

    /** As HubSpot before it took over the standard's names, and DocuSign. */
    private static final TokenAnswers FINER = new TokenAnswers(
            TokenAnswer.STANDARD,
            TokenErrors.STANDARD.finerAt("/status").orReconsent("DEAD").orMisconfigured("NO_CLIENT"),
            ScopeSyntax.STANDARD);

    private static TokenRefused finer(int status, String body) {
        return catchThrowableOfType(TokenRefused.class, () -> FINER.read(status, body.getBytes(UTF_8)));
    }

    @Test
    void takesAFinerTextForTheCodeThatIsMissing() {
        var dead = finer(400, "{\"status\": \"DEAD\"}");
        assertThat(dead.code()).isEqualTo("DEAD");
        assertThat(dead.remedy()).isEqualTo(Remedy.SIGN_IN);
        assertThat(finer(400, "{\"status\": \"NO_CLIENT\"}").remedy()).isEqualTo(Remedy.CLIENT);
        assertThat(finer(400, "{\"status\": \"WHATEVER\"}").remedy()).isEqualTo(Remedy.LATER);
        assertThat(finer(401, "{\"status\": \"WHATEVER\"}").remedy()).isEqualTo(Remedy.CLIENT);
    }

    @Test
    void letsAFinerTextDecideBeforeTheCode() {
        var client = finer(400, "{\"error\": \"invalid_grant\", \"status\": \"NO_CLIENT\"}");
        assertThat(client.code()).isEqualTo("invalid_grant");
        assertThat(client.remedy()).isEqualTo(Remedy.CLIENT);
        assertThat(finer(400, "{\"error\": \"odd\", \"status\": \"DEAD\"}").remedy())
                .isEqualTo(Remedy.SIGN_IN);
        assertThat(finer(400, "{\"error\": \"invalid_grant\", \"status\": \"WHATEVER\"}")
                        .remedy())
                .isEqualTo(Remedy.SIGN_IN);
    }

    @Test
    void takesNoFinerTextForARefusalByItself() {
        assertThat(FINER.read(200, "{\"access_token\": \"a\", \"status\": \"DEAD\"}".getBytes(UTF_8))
                        .accessToken())
                .isEqualTo("a");
    }

    @Test
    void doesNotBlameAnAccountForAServerThatIsDown() {
        Stream.of(429, 500, 503)
                .forEach(status -> assertThatThrownBy(() -> STANDARD.read(status, "<html>".getBytes(UTF_8)))
                        .isInstanceOf(ProviderUnavailable.class));
        assertThatThrownBy(() -> STANDARD.read(200, "<html>".getBytes(UTF_8))).isInstanceOf(ProviderUnavailable.class);
    }

    @Test
    void repeatsNothingThatLooksLikeASecret() {
        assertThatThrownBy(() -> STANDARD.read(400, """
                        {"error": "odd", "error_description": "token abcdefghijklmnopqrstuvwxyz0123 is bad"}""".getBytes(UTF_8))).hasMessage("odd: token *** is bad");
    }
}
