package dev.tributary.meta.oauth.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.DeclarationMapper;
import dev.tributary.meta.oauth.AnswerExample;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenErrors;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each documented answer means what its declaration says it means. */
final class AnswerExamplesTest {

    @ParameterizedTest
    @MethodSource("examples")
    void theDeclarationReadsTheAnswer(OAuthProvider provider, TokenEndpoint tokens, AnswerExample example) {
        var answer = DeclarationMapper.INSTANCE.readTree(example.body());
        switch (example.situation()) {
            case CODE_EXCHANGED -> {
                issues(tokens.answer(), tokens.errors(), provider.lifetime(), answer);
                kept(tokens.answer(), answer);
            }
            case REFRESHED -> issues(tokens.refreshed(), tokens.errors(), provider.lifetime(), answer);
            case CODE_REFUSED -> assertThat(code(tokens.errors(), answer)).isNotBlank();
            case REFRESH_REFUSED -> assertThat(tokens.errors().reconsent()).contains(code(tokens.errors(), answer));
            case CLIENT_REFUSED -> assertThat(tokens.errors().misconfigured()).contains(code(tokens.errors(), answer));
        }
    }

    @ParameterizedTest
    @MethodSource("signIns")
    void everySignInByACodeHasAnAnswer(OAuthProvider provider) {
        assertThat(provider.examples())
                .extracting(AnswerExample::situation)
                .contains(AnswerExample.Situation.CODE_EXCHANGED);
    }

    @ParameterizedTest
    @MethodSource("signIns")
    void everyRefreshHasAnAnswer(OAuthProvider provider) {
        var refreshes = !(provider.lifetime().refresh() instanceof Refresh.None);
        assertThat(provider.examples().stream()
                        .anyMatch(example -> example.situation() == AnswerExample.Situation.REFRESHED))
                .isEqualTo(refreshes);
    }

    private static void issues(TokenAnswer shape, TokenErrors errors, TokenLifetime lifetime, JsonNode answer) {
        assertThat(answer.at(shape.accessToken()).asString()).contains("ACCESS");
        assertThat(answer.at(errors.code()).isMissingNode()).isTrue();
        if (lifetime.expiry() == TokenLifetime.Expiry.DECLARED) {
            assertThat(answer.at(shape.expiresIn()).asInt()).isPositive();
        }
        if (lifetime.refresh() instanceof Refresh.Rotating) {
            assertThat(answer.at(shape.refreshToken()).asString()).contains("REFRESH");
        }
    }

    private static void kept(TokenAnswer shape, JsonNode answer) {
        assertThat(shape.kept())
                .allSatisfy(
                        attribute -> assertThat(answer.at(attribute.pointer()).isMissingNode())
                                .isFalse());
    }

    private static String code(TokenErrors errors, JsonNode answer) {
        var found = answer.at(errors.code());
        return (found.isMissingNode() ? answer.at(TokenErrors.STANDARD.code()) : found).asString();
    }

    static Stream<Arguments> examples() {
        return signIns()
                .flatMap(provider -> provider.examples().stream()
                        .map(example -> Arguments.of(provider, ((SignIn.Code) provider.signIn()).tokens(), example)));
    }

    static Stream<OAuthProvider> signIns() {
        return ProviderCatalog.all().stream().filter(provider -> provider.signIn() instanceof SignIn.Code);
    }
}
