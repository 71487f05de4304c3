package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.IdentityProvidersApi;
import dev.tributary.web.api.IdentityProvidersApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Where people sign in instead of here. */
@Controller
class IdentityProviderController {
    private static final Form EMPTY = new Form("", "", "", "", "groups", "", "viewer", "welcome");

    private final SettingsPages pages;
    private final IdentityProvidersApi providers;

    IdentityProviderController(SettingsPages pages, IdentityProvidersApi providers) {
        this.pages = pages;
        this.providers = providers;
    }

    @GetMapping("/ui/settings/providers")
    Mono<Rendering> list(ServerHttpRequest request) {
        return list(request, EMPTY, Map.of());
    }

    private Mono<Rendering> list(ServerHttpRequest request, Form form, Map<String, String> errors) {
        return pages.show(
                request,
                Section.PROVIDERS,
                providers.list().map(all -> Map.of("providers", all.items(), "form", form)),
                errors);
    }

    @PostMapping("/ui/settings/providers")
    Mono<Rendering> create(Form form, ServerHttpRequest request) {
        return providers
                .create(form.order())
                .map(_ -> Notes.goTo(request, Section.PROVIDERS.path(), "provider.created"))
                .onErrorResume(
                        FormErrors::isMendable, failure -> list(request, form, FormErrors.of((ApiProblem) failure)));
    }

    @PostMapping("/ui/settings/providers/{id}/delete")
    Mono<Rendering> delete(@PathVariable String id, ServerHttpRequest request) {
        return providers
                .delete(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.PROVIDERS.path(), "provider.deleted")));
    }

    /** Roles of groups are lines such as {@code kb-admins = admin}. */
    record Form(
            String name,
            String issuer,
            String clientId,
            String clientSecret,
            String groupsClaim,
            String roles,
            String defaultRole,
            String newcomers) {

        Order order() {
            return new Order(
                    name,
                    issuer,
                    clientId,
                    clientSecret.isBlank() ? null : clientSecret,
                    groupsClaim.isBlank() ? null : groupsClaim,
                    rolesByGroup(),
                    defaultRole,
                    newcomers);
        }

        Map<String, String> rolesByGroup() {
            var all = new LinkedHashMap<String, String>();
            roles.lines()
                    .map(line -> line.split("=", 2))
                    .filter(pair -> pair.length == 2)
                    .forEach(pair -> all.put(pair[0].strip(), pair[1].strip()));
            return all;
        }

        @Override
        public String toString() {
            return "Form[" + name + "]";
        }
    }
}
