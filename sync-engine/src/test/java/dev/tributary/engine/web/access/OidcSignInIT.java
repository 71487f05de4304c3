package dev.tributary.engine.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tributary.engine.identity.Account;
import dev.tributary.engine.identity.Accounts;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.oidc.FakeProvider;
import dev.tributary.engine.web.RunningEngine;
import dev.tributary.engine.web.Visitor;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

final class OidcSignInIT {
    @RegisterExtension
    static final RunningEngine ENGINE = new RunningEngine("--tributary.source.allowed-hosts=127.0.0.1");

    private final Visitor visitor = new Visitor(ENGINE);
    private final String subject = UUID.randomUUID().toString();
    private final FakeProvider provider = new FakeProvider(ENGINE.clock());
    private final OidcBrowser browser = new OidcBrowser(ENGINE, provider);
    private String id = "";
    private WebTestClient admin = ENGINE.client();

    @BeforeEach
    void setUp() {
        admin = visitor.program(Role.ADMIN);
        id = browser.setUp(
                admin,
                Map.of(
                        "name",
                        "Login " + subject,
                        "issuer",
                        provider.issuer(),
                        "clientId",
                        FakeProvider.CLIENT,
                        "clientSecret",
                        FakeProvider.SECRET,
                        "roles",
                        Map.of("staff", "viewer", "writers", "editor", "kb-admins", "admin")));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private Consumer<JWTClaimsSet.Builder> person(String name, String... groups) {
        return claims ->
                claims.subject(subject).claim("preferred_username", name).claim("groups", List.of(groups));
    }

    @Test
    void signsInWithTheHighestRoleOfTheGroups() {
        browser.signedIn(id, person("ada" + subject, "staff", "writers"))
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("ada" + subject)
                .jsonPath("$.role")
                .isEqualTo("editor");
        assertThat(provider.errors()).isEmpty();
    }

    @Test
    void goesBackToWhereItBegan() {
        var begun = browser.start(id, "/knowledge?base=1");
        assertThat(begun.page().toString())
                .startsWith(provider.issuer() + "/authorize?")
                .contains("code_challenge_method=S256", "response_type=code");
        assertThat(begun.query("redirect_uri")).endsWith("/oidc/callback");
        var code = provider.signIn(begun.page(), FakeProvider.Signing.RIGHT, person("bob", "staff"));
        browser.comeBack(begun.cookie(), begun.state(), code)
                .expectStatus()
                .isSeeOther()
                .expectHeader()
                .location("/knowledge?base=1")
                .expectHeader()
                .value("Cache-Control", cache -> assertThat(cache).contains("no-store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/a//evil",
                "javascript:x",
                "evil",
                "/\r\nX: y",
                "/%zz"
            })
    void goesNowhereElse(String returnTo) {
        ENGINE.client()
                .get()
                .uri("/oidc/{id}/start?returnTo={to}", id, returnTo)
                .exchange()
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .doesNotExist("Location");
    }

    @ParameterizedTest
    @EnumSource(names = "RIGHT", mode = EnumSource.Mode.EXCLUDE)
    void refusesIdTokensThatTheProviderDidNotSign(FakeProvider.Signing signing) {
        var begun = browser.start(id, "/");
        var code = provider.signIn(begun.page(), signing, person("mallory", "kb-admins"));
        refused(browser.comeBack(begun.cookie(), begun.state(), code), 401, "not valid");
    }

    @Test
    void refusesIdTokensOfOthersForOthersAndOfOtherTimes() {
        var now = ENGINE.clock().instant();
        refused(claims -> claims.issuer("https://other.example"), "not valid");
        refused(claims -> claims.audience("another-client"), "not valid");
        refused(claims -> claims.audience(List.of(FakeProvider.CLIENT, "another-client")), "not valid");
        refused(claims -> claims.claim("azp", "another-client"), "not valid");
        refused(claims -> claims.expirationTime(Date.from(now.minusSeconds(120))), "not valid");
        refused(claims -> claims.issueTime(Date.from(now.plusSeconds(300))), "not valid");
        refused(claims -> claims.subject(null), "not valid");
        refused(claims -> claims.claim("nonce", "another nonce"), "not for this sign-in");
        refused(claims -> claims.claim("nonce", null), "not for this sign-in");
    }

    private void refused(Consumer<JWTClaimsSet.Builder> lie, String message) {
        refused(browser.signIn(id, person("mallory", "kb-admins").andThen(lie)), 401, message);
    }

    private static void refused(WebTestClient.ResponseSpec answer, int status, String message) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectCookie()
                .doesNotExist("tributary_session")
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains(message));
    }

    @Test
    void takesAStateOnlyFromTheBrowserItWasGivenTo() {
        var mine = browser.start(id, "/");
        var theirs = browser.start(id, "/");
        var code = provider.signIn(mine.page(), FakeProvider.Signing.RIGHT, person("carol", "staff"));
        refused(browser.comeBack(theirs.cookie(), mine.state(), code), 400, "begin again");
        refused(browser.comeBack(mine.cookie(), "forged", code), 400, "begin again");
        refused(browser.comeBack("forged", mine.state(), code), 400, "begin again");
        refused(browser.comeBack("", mine.state(), code), 400, "begin again");
        browser.comeBack(mine.cookie(), mine.state(), code).expectStatus().isSeeOther();
    }

    @Test
    void countsAWayBackOnce() {
        var begun = browser.start(id, "/");
        var code = provider.signIn(begun.page(), FakeProvider.Signing.RIGHT, person("dora", "staff"));
        browser.comeBack(begun.cookie(), begun.state(), code).expectStatus().isSeeOther();
        refused(browser.comeBack(begun.cookie(), begun.state(), code), 400, "begin again");
    }

    @Test
    void takesACodeOnlyForTheWayItWasGivenFor() {
        var first = browser.start(id, "/");
        var second = browser.start(id, "/");
        var code = provider.signIn(first.page(), FakeProvider.Signing.RIGHT, person("eve", "staff"));
        refused(browser.comeBack(second.cookie(), second.state(), code), 401, "did not accept");
        assertThat(provider.errors()).hasSize(1);
    }

    @Test
    void waitsTenMinutesAtMost() {
        var begun = browser.start(id, "/");
        ENGINE.clock().advance(Duration.ofMinutes(11));
        var code = provider.signIn(begun.page(), FakeProvider.Signing.RIGHT, person("fred", "staff"));
        refused(browser.comeBack(begun.cookie(), begun.state(), code), 400, "begin again");
    }

    @Test
    void tellsAPersonInPlainWordsWhatTheProviderSaid() {
        var begun = browser.start(id, "/");
        ENGINE.client()
                .get()
                .uri("/oidc/callback?state={state}&error={error}", begun.state(), "access_denied")
                .cookie("tributary_oidc", begun.cookie())
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_PLAIN)
                .expectBody(String.class)
                .value(text ->
                        assertThat(text).isEqualTo("The identity provider did not sign you in (access_denied)."));
    }

    @Test
    void refusesASenderThatIsAnotherProvider() {
        var begun = browser.start(id, "/");
        var answer = ENGINE.client()
                .get()
                .uri("/oidc/callback?state={state}&code=c&iss={iss}", begun.state(), "https://other.example")
                .cookie("tributary_oidc", begun.cookie())
                .exchange();
        refused(answer, 401, "Another provider");
    }

    @Test
    void followsTheGroupsAtEverySignIn() {
        var asAdmin = browser.signedIn(id, person("gwen" + subject, "kb-admins"));
        var token = visitor.token(account("gwen" + subject), Role.ADMIN, Optional.empty());
        asAdmin.get().uri("/api/v1/audit").exchange().expectStatus().isOk();
        var asViewer = browser.signedIn(id, person("gwen" + subject, "staff"));
        asAdmin.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        asViewer.get().uri("/api/v1/audit").exchange().expectStatus().isForbidden();
        refused(browser.signIn(id, person("gwen" + subject)), 403, "none of your groups");
        asViewer.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        visitor.bearer(token.secret().text())
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectStatus()
                .isUnauthorized();
        browser.signedIn(id, person("gwen" + subject, "writers"))
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo("editor");
    }

    private Consumer<JWTClaimsSet.Builder> personWithoutGroups(String name) {
        return person(name).andThen(claims -> claims.claim("groups", null));
    }

    private void roleIs(String role, Consumer<JWTClaimsSet.Builder> claims) {
        browser.signedIn(id, claims)
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo(role);
        assertThat(provider.errors()).isEmpty();
    }

    @Test
    void asksForGroupsThatTheIdTokenDoesNotCarry() {
        provider.tells(200, Map.of("sub", subject, "groups", List.of("writers"), "preferred_username", "another"));
        roleIs("editor", personWithoutGroups("lena" + subject));
        assertThat(provider.asked()).isOne();
        assertThat(account("lena" + subject).role()).isEqualTo(Role.EDITOR);
    }

    @Test
    void asksForRolesInsideOfAClaimThatIsThereWithoutThem() {
        change(Map.of("groupsClaim", "realm_access.roles"));
        provider.tells(200, Map.of("sub", subject, "realm_access", Map.of("roles", List.of("writers"))));
        roleIs(
                "editor",
                personWithoutGroups("lev" + subject)
                        .andThen(claims -> claims.claim("realm_access", Map.of("verified", true))));
    }

    @Test
    void believesTheIdTokenWhereItNamesGroups() {
        provider.tells(200, Map.of("sub", subject, "groups", List.of("kb-admins")));
        roleIs("viewer", person("mara" + subject, "staff"));
        assertThat(provider.asked()).isZero();
    }

    @Test
    void takesNoGroupsOfSomebodyElse() {
        provider.tells(200, Map.of("sub", "forged", "groups", List.of("kb-admins")));
        refused(browser.signIn(id, personWithoutGroups("mallory")), 401, "about another person");
        provider.tells(200, Map.of("groups", List.of("kb-admins")));
        refused(browser.signIn(id, personWithoutGroups("mallory")), 401, "about another person");
        assertThat(provider.asked()).isEqualTo(2);
    }

    @Test
    void takesNoRoleAwayBecauseTheProviderDoesNotTellGroups() {
        provider.tells(200, Map.of("sub", subject, "groups", List.of("writers")));
        var hers = browser.signedIn(id, personWithoutGroups("nina" + subject));
        provider.tells(503, Map.of());
        refused(browser.signIn(id, personWithoutGroups("nina" + subject)), 401, "does not tell your groups");
        hers.get().uri("/api/v1/me").exchange().expectStatus().isOk();
    }

    @Test
    void doesNotLinkByNameOrAddress() {
        var local = visitor.account(Role.ADMIN);
        browser.signedIn(
                        id,
                        person(local.username(), "staff").andThen(claims -> claims.claim("email", local.username())))
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo(local.username() + "-2")
                .jsonPath("$.role")
                .isEqualTo("viewer");
    }

    @Test
    void tellsPeopleApartWhoHaveTheSameName() {
        browser.signedIn(id, person("twin" + subject, "staff"));
        browser.signedIn(id, person("twin" + subject, "staff").andThen(claims -> claims.subject("other " + subject)))
                .get()
                .uri("/api/v1/me")
                .exchange()
                .expectBody()
                .jsonPath("$.username")
                .isEqualTo("twin" + subject + "-2");
    }

    @Test
    void keepsDisabledPeopleOut() {
        var hers = browser.signedIn(id, person("hana" + subject, "staff"));
        admin.patch()
                .uri("/api/v1/accounts/{id}", account("hana" + subject).id())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("disabled", true))
                .exchange()
                .expectStatus()
                .isNoContent();
        hers.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        refused(browser.signIn(id, person("hana" + subject, "staff")), 403, "disabled");
    }

    @Test
    void givesNewcomersNoAccountWhereTheyAreNotWelcome() {
        change(Map.of("newcomers", "refused"));
        refused(browser.signIn(id, person("ivan" + subject, "staff")), 403, "no account");
    }

    @Test
    void givesNoPasswordToPeopleOfAProvider() {
        browser.signedIn(id, person("jane" + subject, "staff"));
        visitor.signIn("jane" + subject, "").expectStatus().isEqualTo(422);
        visitor.signIn("jane" + subject, "null").expectStatus().isUnauthorized();
    }

    @Test
    void endsTheSessionsOfAProviderThatIsDeleted() {
        var hers = browser.signedIn(id, person("kate" + subject, "staff"));
        admin.delete()
                .uri("/api/v1/identity-providers/{id}", id)
                .exchange()
                .expectStatus()
                .isNoContent();
        hers.get().uri("/api/v1/me").exchange().expectStatus().isUnauthorized();
        ENGINE.client()
                .get()
                .uri("/oidc/{id}/start", id)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private void change(Map<String, Object> patch) {
        admin.patch()
                .uri("/api/v1/identity-providers/{id}", id)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(patch)
                .exchange()
                .expectStatus()
                .isOk();
    }

    private Account account(String username) {
        return Visitor.await(ENGINE.bean(Accounts.class)
                .after(0, 10_000)
                .filter(account -> account.username().equals(username))
                .next());
    }
}
