package dev.tributary.meta.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.meta.Prompt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OAuthProviderTest {

    private static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "custom",
                    "Custom",
                    new SignIn.Code(
                            "https://{host}/authorize",
                            Pkce.SUPPORTED,
                            ScopeSyntax.STANDARD,
                            List.of(),
                            TokenEndpoint.of("https://{host}/token", ClientAuthentication.BASIC)),
                    TokenLifetime.declared(new Refresh.None()))
            .varying(new HostVariable("host", Prompt.required("Host"), "login.example.com", List.of()))
            .revokedBy(Revocation.standard("https://{host}/revoke", ClientAuthentication.BASIC))
            .identifiedBy(Identity.Asked.get("https://{host}/me", "/id", "/name"))
            .alsoGranting(
                    new Grant.DeviceCode("https://{host}/device", Grant.DeviceCode.STANDARD, List.of()),
                    new Grant.JwtBearer(
                            "https://{host}/token",
                            "{host}",
                            "the login",
                            Duration.ofHours(1),
                            Grant.ScopeClaim.ABSENT));

    @Test
    void everyAddressTakesTheAnswer() {
        assertThat(PROVIDER.at(Map.of("host", "test.example.com")).toString())
                .doesNotContain("https://{host}")
                .contains(
                        "https://test.example.com/authorize",
                        "https://test.example.com/token",
                        "https://test.example.com/revoke",
                        "https://test.example.com/me",
                        "https://test.example.com/device",
                        "audience=test.example.com");
    }

    @Test
    void withoutAnAnswerThePresetStands() {
        assertThat(PROVIDER.at(Map.of()).signIn().authorization()).isEqualTo("https://login.example.com/authorize");
    }

    @Test
    void anAnswerThatLeadsElsewhereIsRefused() {
        for (var host : List.of("evil.example/x?", "a@evil.example", "evil.example#", "evil.example:443", "")) {
            assertThatThrownBy(() -> PROVIDER.at(Map.of("host", host)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Host");
        }
    }

    @Test
    void onlyDocumentedChoicesAreAllowedWhereThereAreSome() {
        var host = new HostVariable(
                "host", Prompt.required("Data centre"), "a.example", List.of("a.example", "b.example"));
        assertThat(host.allows("b.example")).isTrue();
        assertThat(host.allows("c.example")).isFalse();
    }

    @Test
    void anAccountDiesAtTheEarlierOfItsLimits() {
        var signedIn = Instant.parse("2026-01-01T00:00:00Z");
        var validity = new Refresh.Validity(Optional.of(Duration.ofDays(90)), Optional.of(Duration.ofDays(365)));
        var rotating = new Refresh.Rotating(validity, Optional.empty());
        assertThat(rotating.diesAt(signedIn, signedIn)).contains(signedIn.plus(Duration.ofDays(90)));
        assertThat(rotating.diesAt(signedIn, signedIn.plus(Duration.ofDays(300))))
                .contains(signedIn.plus(Duration.ofDays(365)));
        assertThat(new Refresh.Constant(Refresh.Validity.UNLIMITED).diesAt(signedIn, signedIn))
                .isEmpty();
        assertThat(new Refresh.None().diesAt(signedIn, signedIn)).isEmpty();
    }
}
