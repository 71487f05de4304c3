package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.IdentityProvidersApi;
import dev.tributary.web.api.IdentityProvidersApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
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

    private static final Set<String> FIELDS =
            Set.of("name", "issuer", "clientId", "clientSecret", "groupsClaim", "roles");

    private final SettingsPages pages;
    private final IdentityProvidersApi providers;
    private final MessageSource texts;

    IdentityProviderController(SettingsPages pages, IdentityProvidersApi providers, MessageSource texts) {
        this.pages = pages;
        this.providers = providers;
        this.texts = texts;
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
        return form.unreadableRole()
                .map(line -> list(request, form, Map.of("roles", unreadable(line))))
                .orElseGet(() -> send(form, request));
    }

    private String unreadable(String line) {
        return texts.getMessage("provider.roles.unreadable", new Object[] {line}, Locale.ENGLISH);
    }

    private Mono<Rendering> send(Form form, ServerHttpRequest request) {
        return providers
                .create(form.order())
                .map(_ -> Notes.goTo(request, Section.PROVIDERS.path(), "provider.created"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> list(request, form, FormErrors.of((ApiProblem) failure, FIELDS)));
    }

    @PostMapping("/ui/settings/providers/{id}/delete")
    Mono<Rendering> delete(@PathVariable String id, ServerHttpRequest request) {
        return providers
                .delete(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.PROVIDERS.path(), "provider.deleted")));
    }

    /** Roles of groups are lines such as {@code kb-admins = admin}; a group may have an equals sign, a role has none. */
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
            lines().forEach(line -> {
                var end = line.lastIndexOf('=');
                all.put(line.substring(0, end).strip(), line.substring(end + 1).strip());
            });
            return all;
        }

        /** The first line that names no group and role: who is left out of it would get the role of everybody else. */
        Optional<String> unreadableRole() {
            return lines().filter(line -> line.lastIndexOf('=') < 1).findFirst();
        }

        private Stream<String> lines() {
            return roles.lines().map(String::strip).filter(line -> !line.isEmpty());
        }

        @Override
        public String toString() {
            return "Form[" + name + "]";
        }
    }
}
