package dev.tributary.web.page;

import dev.tributary.web.api.ApiProblem;
import java.net.ConnectException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriUtils;

/** What every page has, and what is shown in place of one that cannot be. */
@ControllerAdvice(basePackages = "dev.tributary.web")
class PageAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

    private final MessageSource messages;
    private final Map<String, String> assets;

    PageAdvice(MessageSource messages, Assets assets) {
        this.messages = messages;
        this.assets = assets.addresses();
    }

    @ModelAttribute("assets")
    Map<String, String> assets() {
        return assets;
    }

    @ModelAttribute("theme")
    Theme theme(ServerHttpRequest request) {
        return Theme.of(request);
    }

    /** What was just done, said once; only what the texts know is shown. */
    @ModelAttribute("note")
    String note(@RequestParam(required = false) @Nullable String note) {
        return note == null
                ? ""
                : Objects.requireNonNullElse(messages.getMessage("note." + note, null, "", Locale.ENGLISH), "");
    }

    @ExceptionHandler(ApiProblem.class)
    Rendering problem(ApiProblem problem, ServerWebExchange exchange) {
        if (problem.asksToSignIn()) {
            return signIn(exchange);
        }
        return error(exchange, HttpStatus.valueOf(problem.status()), problem.title(), problem.detail());
    }

    @ExceptionHandler(WebClientRequestException.class)
    Rendering unreachable(WebClientRequestException failure, ServerWebExchange exchange) {
        LOG.warn("The engine does not answer at {}: {}", failure.getUri(), failure.getMessage());
        var key = failure.getCause() instanceof ConnectException ? "error.unreachable" : "error.silent";
        return error(exchange, HttpStatus.BAD_GATEWAY, text("error.engine"), text(key));
    }

    @ExceptionHandler(ResponseStatusException.class)
    Rendering status(ResponseStatusException failure, ServerWebExchange exchange) {
        var status = HttpStatus.valueOf(failure.getStatusCode().value());
        return error(
                exchange,
                status,
                status == HttpStatus.NOT_FOUND ? text("error.notFound") : status.getReasonPhrase(),
                status == HttpStatus.NOT_FOUND ? text("error.notFound.detail") : "");
    }

    private String text(String key) {
        return messages.getMessage(key, null, Locale.ENGLISH);
    }

    private static Rendering signIn(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var wanted = request.getPath().pathWithinApplication().value()
                + (request.getURI().getRawQuery() == null
                        ? ""
                        : "?" + request.getURI().getRawQuery());
        var to = "/ui/sign-in"
                + (request.getMethod().name().equals("GET") && !Notes.isPart(request)
                        ? "?returnTo=" + UriUtils.encode(wanted, "UTF-8")
                        : "");
        return Notes.goTo(request, to);
    }

    /** For a part of a page the words alone, all of them: an element that the page selects from what it asked for is not there. */
    private Rendering error(ServerWebExchange exchange, HttpStatus status, String title, String detail) {
        var view = Notes.isPart(exchange.getRequest())
                ? Rendering.view("error/part").header("HX-Reselect", "unset")
                : Rendering.view("error/page");
        return view.status(status)
                .modelAttribute("assets", assets)
                .modelAttribute("theme", Theme.of(exchange.getRequest()))
                .modelAttribute("title", title)
                .modelAttribute("detail", detail)
                .build();
    }
}
