package dev.tributary.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.ApiProblem.FieldError;
import dev.tributary.web.api.ConnectedAccountsApi;
import dev.tributary.web.api.ConnectedAccountsApi.Host;
import dev.tributary.web.api.IdentityProvidersApi;
import dev.tributary.web.api.OAuthClientsApi;
import dev.tributary.web.api.Page;
import dev.tributary.web.api.Problems;
import dev.tributary.web.api.SessionApi;
import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.connector.Examples;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Rendered;
import dev.tributary.web.settings.IdentityProviderController.Form;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What the engine refuses stands on the page, and what was typed besides secrets stays there. */
final class RefusedFormsTest {
    private static final ConnectedAccountsApi.Provider SALESFORCE = provider(
            "salesforce",
            "authorizationCode",
            List.of(new Host("host", "Login host", null, "login.salesforce.com", null)));
    private static final ConnectedAccountsApi.Provider DOCUSIGN = provider("docusign", "serviceAccount", List.of());
    private static final ConnectedAccountsApi.Provider GOOGLE = provider("google", "serviceAccount", List.of());

    @Test
    void saysWhatIsWrongWithAHostAndKeepsTheClient() {
        var answers = Map.<String, Mono<?>>of(
                "providers", Mono.just(new Page<>(List.of(GOOGLE, SALESFORCE), null)),
                "put", Mono.error(Problems.of(new FieldError("hosts.host", "must be a host, not an address"))));
        var request = MockServerHttpRequest.post("/ui/settings/oauth/salesforce")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("clientId=3MVG9&clientSecret=s3cret-canary&host.host=https://acme.my.salesforce.com");

        var page = drawn(context(answers)
                .getBean(ConnectedController.class)
                .put("salesforce", MockServerWebExchange.from(request)));

        var open = page.select("details[open]");
        assertThat(open.select("summary").text()).contains("salesforce");
        assertThat(open.select(".invalid-feedback").eachText()).containsExactly("must be a host, not an address");
        assertThat(open.select("[name='host.host']").val()).isEqualTo("https://acme.my.salesforce.com");
        assertThat(open.select("[name=clientId]").val()).isEqualTo("3MVG9");
        assertThat(page.select("details:not([open]) [name=clientId]").val()).isEmpty();
        assertThat(page.outerHtml()).doesNotContain("s3cret-canary");
    }

    @Test
    void saysThatAKeyDoesNotTellWhoseItIsAndKeepsWhoItActsFor() {
        var answers = Map.<String, Mono<?>>of(
                "list", Mono.just(new Page<>(List.of(), null)),
                "providers", Mono.just(new Page<>(List.of(DOCUSIGN, GOOGLE), null)),
                "connectService", Mono.error(Problems.of(new FieldError("issuer", "is needed"))));
        var form = new ConnectedController.ServiceForm("google", "s3cret-canary", "ann@example.org");

        var page = drawn(context(answers).getBean(ConnectedController.class).service(form, post()));

        assertThat(page.select("[role=alert]").eachText()).contains("issuer: is needed");
        assertThat(page.select("#provider [selected]").val()).isEqualTo("google");
        assertThat(page.select("#subject").val()).isEqualTo("ann@example.org");
        assertThat(page.outerHtml()).doesNotContain("s3cret-canary");
    }

    @Test
    void saysWhichGroupHasARoleThatIsNone() {
        var answers = Map.<String, Mono<?>>of(
                "list", Mono.just(new Page<>(List.of(), null)),
                "create",
                        Mono.error(Problems.of(new FieldError("roles.kb-admins", "must be viewer, editor or admin"))));

        var page = drawn(providers(answers).create(roles("kb-admins = boss"), post()));

        assertThat(page.select("#roles-error").text()).isEqualTo("kb-admins: must be viewer, editor or admin");
        assertThat(page.select("#roles").text()).isEqualTo("kb-admins = boss");
    }

    @Test
    void asksTheEngineNothingWhenALineNamesNoGroupAndRole() {
        var answers = Map.<String, Mono<?>>of("list", Mono.just(new Page<>(List.of(), null)));

        var page = drawn(providers(answers).create(roles("kb-readers = viewer\n\nkb-admins: admin"), post()));

        assertThat(page.select("#roles-error").text()).isEqualTo("\"kb-admins: admin\" is not a group, =, and a role.");
        assertThat(page.select("#name").val()).isEqualTo("Staff");
    }

    @Test
    void takesTheRoleFromTheEndOfALine() {
        assertThat(roles("CN=admins,OU=kb = admin\n  staff=viewer  \n").rolesByGroup())
                .containsExactly(Map.entry("CN=admins,OU=kb", "admin"), Map.entry("staff", "viewer"));
        assertThat(roles("= admin").unreadableRole()).contains("= admin");
    }

    private static Form roles(String roles) {
        return new Form("Staff", "https://login.example.org", "kb", "", "groups", roles, "viewer", "welcome");
    }

    private static ConnectedAccountsApi.Provider provider(String id, String grant, List<Host> hosts) {
        return new ConnectedAccountsApi.Provider(
                id, id, List.of(), List.of(grant), hosts, List.of(), null, "https://kb.example.org", List.of(), null);
    }

    private static IdentityProviderController providers(Map<String, Mono<?>> answers) {
        return context(answers).getBean(IdentityProviderController.class);
    }

    private static AnnotationConfigApplicationContext context(Map<String, Mono<?>> answers) {
        var context = new AnnotationConfigApplicationContext();
        context.register(Frame.class, SettingsPages.class, ConnectedController.class, IdentityProviderController.class);
        var me = Mono.just(new Me("ann", Role.ADMIN, "token", false));
        context.registerBean(SessionApi.class, () -> answering(SessionApi.class, Map.of("me", me)));
        context.registerBean(ConnectedAccountsApi.class, () -> answering(ConnectedAccountsApi.class, answers));
        context.registerBean(OAuthClientsApi.class, () -> answering(OAuthClientsApi.class, answers));
        context.registerBean(IdentityProvidersApi.class, () -> answering(IdentityProvidersApi.class, answers));
        context.registerBean("messageSource", MessageSource.class, Examples::texts);
        context.refresh();
        return context;
    }

    /** An API that is asked these questions and no other. */
    private static <T> T answering(Class<T> api, Map<String, ? extends Mono<?>> answers) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(),
                new Class<?>[] {api},
                (_, method, _) -> Objects.requireNonNull(answers.get(method.getName()), method::toString)));
    }

    private static MockServerHttpRequest post() {
        return MockServerHttpRequest.post("/ui/settings").build();
    }

    private static Document drawn(Mono<Rendering> answer) {
        var rendering = Objects.requireNonNull(answer.block(Duration.ofSeconds(10)));
        assertThat(rendering.status()).hasToString("422 UNPROCESSABLE_CONTENT");
        return Rendered.page(
                Objects.requireNonNull((String) rendering.view()), rendering.modelAttributes(), _ -> Map.of());
    }
}
