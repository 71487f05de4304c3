package dev.tributary.web.connect;

import dev.tributary.web.api.ConnectedAccountsApi;
import dev.tributary.web.api.ConnectedAccountsApi.Order;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The window in which an account is connected, beside the form that needs it. */
@Controller
class AccountController {
    private final ConnectedAccountsApi accounts;

    AccountController(ConnectedAccountsApi accounts) {
        this.accounts = accounts;
    }

    /** A form may not be sent on to another site, so this is a page that leads there. */
    @PostMapping("/ui/oauth/{provider}/connect")
    Mono<Rendering> connect(@PathVariable String provider, ServerWebExchange exchange) {
        var back = exchange.getRequest().getPath().contextPath().value() + "/ui/oauth/connected";
        return exchange.getFormData()
                .map(form -> new Order(back, given(form.getFirst("type")), given(form.getFirst("credentialId"))))
                .flatMap(order -> accounts.authorize(provider, order))
                .map(there -> Rendering.view("connect/leave")
                        .modelAttribute("address", checked(there.url()))
                        .modelAttribute("refresh", "0; url=" + there.url())
                        .modelAttribute("host", URI.create(there.url()).getHost())
                        .build());
    }

    /** Where the provider leads back to. */
    @GetMapping("/ui/oauth/connected")
    Rendering connected(
            @RequestParam(defaultValue = "") String credentialId,
            @RequestParam(defaultValue = "") String oauthError,
            @RequestParam(defaultValue = "") String oauthReason) {
        return Rendering.view("connect/connected")
                .modelAttribute("account", credentialId)
                .modelAttribute("code", oauthError)
                .modelAttribute("reason", oauthReason)
                .build();
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String checked(String address) {
        if (!address.startsWith("https://") && !address.startsWith("http://")) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY);
        }
        return address;
    }
}
