package dev.tributary.web.page;

import dev.tributary.web.api.Engines;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The root, the choice of light or dark, and paths that lead nowhere. */
@Controller
class HomeController {

    private final Engines engines;

    HomeController(Engines engines) {
        this.engines = engines;
    }

    @GetMapping({"/", "/ui", "/ui/"})
    Rendering home(ServerHttpRequest request) {
        var chosen = !request.getPath().contextPath().value().isEmpty();
        return chosen || engines.engines().isEmpty()
                ? Notes.goTo(request, "/ui/knowledge-bases")
                : Rendering.view("error/engines")
                        .modelAttribute("engines", engines.engines().keySet())
                        .build();
    }

    @PostMapping("/ui/theme")
    Mono<Rendering> theme(ServerWebExchange exchange) {
        return exchange.getFormData().map(form -> {
            var theme = Theme.parse(String.valueOf(form.getFirst("theme")));
            exchange.getResponse()
                    .addCookie(ResponseCookie.from(Theme.COOKIE, theme.wire())
                            .path("/")
                            .sameSite("Lax")
                            .maxAge(Duration.ofDays(365))
                            .build());
            return Notes.goTo(exchange.getRequest(), Back.to(exchange.getRequest()));
        });
    }

    @GetMapping("/ui/**")
    Mono<Void> nothing() {
        return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
