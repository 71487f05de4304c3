package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectedAccountsApi;
import dev.tributary.web.api.ConnectedAccountsApi.ServiceOrder;
import dev.tributary.web.api.OAuthClientsApi;
import dev.tributary.web.api.OAuthClientsApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Accounts that connectors read with, and how the engine is known where they are. */
@Controller
class ConnectedController {
    private static final int PAGE = 50;
    private static final String HOST = "host.";
    private static final ServiceForm NO_SERVICE = new ServiceForm("", "", "");
    private static final ClientForm NO_CLIENT = new ClientForm("", "", "", Map.of());

    private final SettingsPages pages;
    private final ConnectedAccountsApi accounts;
    private final OAuthClientsApi oauth;

    ConnectedController(SettingsPages pages, ConnectedAccountsApi accounts, OAuthClientsApi oauth) {
        this.pages = pages;
        this.accounts = accounts;
        this.oauth = oauth;
    }

    @GetMapping("/ui/settings/accounts")
    Mono<Rendering> accounts(@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
        return accounts(request, cursor, NO_SERVICE, Map.of());
    }

    private Mono<Rendering> accounts(
            ServerHttpRequest request, @Nullable String cursor, ServiceForm form, Map<String, String> errors) {
        return pages.show(
                request,
                Section.ACCOUNTS,
                Mono.zip(accounts.list(null, null, PAGE, cursor), accounts.providers())
                        .map(all -> Map.of(
                                "accounts",
                                all.getT1().items(),
                                "providers",
                                all.getT2().items().stream()
                                        .filter(provider -> provider.clientFrom() != null)
                                        .toList(),
                                "serviceProviders",
                                all.getT2().items().stream()
                                        .filter(provider -> provider.grants().contains("serviceAccount"))
                                        .toList(),
                                "form",
                                form,
                                "next",
                                Next.of(Section.ACCOUNTS, all.getT1().nextCursor()))),
                errors);
    }

    /** The form says which connectors stop, so whoever sends it knows. */
    @PostMapping("/ui/settings/accounts/{id}/disconnect")
    Mono<Rendering> disconnect(@PathVariable String id, ServerHttpRequest request) {
        return accounts.disconnect(id, true)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.ACCOUNTS.path(), "account.disconnected")));
    }

    @PostMapping("/ui/settings/accounts/service")
    Mono<Rendering> service(ServiceForm form, ServerHttpRequest request) {
        var subject = form.subject().isBlank() ? null : form.subject().strip();
        return accounts.connectService(new ServiceOrder(form.provider(), "serviceAccount", form.key(), subject))
                .map(_ -> Notes.goTo(request, Section.ACCOUNTS.path(), "account.connected"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> accounts(
                                request,
                                null,
                                form,
                                FormErrors.of((ApiProblem) failure, Set.of("provider", "key", "subject"))));
    }

    @GetMapping("/ui/settings/oauth")
    Mono<Rendering> clients(ServerHttpRequest request) {
        return clients(request, NO_CLIENT, Map.of());
    }

    private Mono<Rendering> clients(ServerHttpRequest request, ClientForm form, Map<String, String> errors) {
        return pages.show(
                request,
                Section.OAUTH,
                accounts.providers().map(all -> Map.of("providers", all.items(), "form", form)),
                errors);
    }

    @PostMapping("/ui/settings/oauth/{provider}")
    Mono<Rendering> put(@PathVariable String provider, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return exchange.getFormData()
                .map(form -> ClientForm.of(provider, form))
                .flatMap(form -> oauth.put(provider, form.order())
                        .map(_ -> Notes.goTo(request, Section.OAUTH.path(), "oauth.saved"))
                        .onErrorResume(
                                FormErrors::isMendable,
                                failure -> clients(request, form, FormErrors.of((ApiProblem) failure, form.fields()))));
    }

    @PostMapping("/ui/settings/oauth/{provider}/forget")
    Mono<Rendering> forget(@PathVariable String provider, ServerHttpRequest request) {
        return oauth.delete(provider)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.OAUTH.path(), "oauth.forgotten")));
    }

    record ServiceForm(String provider, String key, String subject) {
        @Override
        public String toString() {
            return "ServiceForm[" + provider + "]";
        }
    }

    /**
     * A client as it was typed.
     *
     * @param hosts by the name of the host
     */
    record ClientForm(String provider, String clientId, String clientSecret, Map<String, String> hosts) {

        static ClientForm of(String provider, MultiValueMap<String, String> form) {
            var hosts = new HashMap<String, String>();
            form.keySet().stream()
                    .filter(name -> name.startsWith(HOST))
                    .forEach(name -> hosts.put(name.substring(HOST.length()), text(form, name)));
            return new ClientForm(provider, text(form, "clientId"), text(form, "clientSecret"), hosts);
        }

        private static String text(MultiValueMap<String, String> form, String name) {
            return Objects.requireNonNullElse(form.getFirst(name), "").strip();
        }

        Order order() {
            var answered = new HashMap<>(hosts);
            answered.values().removeIf(String::isEmpty);
            return new Order(clientId, clientSecret.isEmpty() ? null : clientSecret, answered);
        }

        /** What the page has a place for, as the engine calls it. */
        Set<String> fields() {
            return Stream.concat(
                            Stream.of("clientId", "clientSecret"),
                            hosts.keySet().stream().map(name -> "hosts." + name))
                    .collect(Collectors.toSet());
        }

        @Override
        public String toString() {
            return "ClientForm[" + provider + "]";
        }
    }
}
