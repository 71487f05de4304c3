package dev.tributary.web.api;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a browser's request brings along to the engine: its cookies, the CSRF token of its form, where it came from and which address it
 * asked for. Cookies that the engine sets go back to the browser. The UI itself keeps nothing of a session.
 *
 * @param csrf what the form or the header of the request has; the engine decides whether it is right
 */
record Relay(
        ServerWebExchange exchange, URI engine, @Nullable String csrf) {

    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final String HOST = "__Host-";
    private static final String SECURE = "__Secure-";

    Relay with(String token) {
        return new Relay(exchange, engine, token);
    }

    /** The request as the engine gets it. */
    ClientRequest aim(ClientRequest request) {
        return ClientRequest.from(request)
                .url(UriComponentsBuilder.fromUri(request.url())
                        .scheme(engine.getScheme())
                        .host(engine.getHost())
                        .port(engine.getPort())
                        .build(true)
                        .toUri())
                .headers(this::bringAlong)
                .build();
    }

    private void bringAlong(HttpHeaders headers) {
        var browser = exchange.getRequest();
        Optional.ofNullable(browser.getHeaders().getFirst(HttpHeaders.COOKIE))
                .ifPresent(cookies -> headers.set(HttpHeaders.COOKIE, asTheEngineNamed(cookies)));
        Optional.ofNullable(csrf).ifPresent(token -> headers.set(CSRF_HEADER, token));
        Optional.ofNullable(browser.getHeaders().getFirst(HttpHeaders.USER_AGENT))
                .ifPresent(agent -> headers.set(HttpHeaders.USER_AGENT, agent));
        var asked = browser.getURI();
        headers.set(HttpHeaders.HOST, asked.getRawAuthority());
        headers.set("X-Forwarded-Proto", asked.getScheme());
        address(browser).ifPresent(address -> headers.set("X-Forwarded-For", address));
    }

    private static Optional<String> address(ServerHttpRequest browser) {
        return Optional.ofNullable(browser.getRemoteAddress())
                .map(InetSocketAddress::getAddress)
                .map(address -> address.getHostAddress());
    }

    void takeBack(ClientResponse answer) {
        var response = exchange.getResponse();
        if (!response.isCommitted()) {
            answer.cookies().values().forEach(cookies -> cookies.forEach(cookie -> response.addCookie(below(cookie))));
        }
    }

    /** In front of several engines a browser keeps the cookies of each for the paths below its name, where none may be "__Host-". */
    private ResponseCookie below(ResponseCookie cookie) {
        var context = context();
        if (context.isEmpty()) {
            return cookie;
        }
        var mutated = ResponseCookie.from(cookie.getName().replaceFirst("^" + HOST, SECURE), cookie.getValue())
                .path(context + Objects.requireNonNullElse(cookie.getPath(), "/"))
                .maxAge(cookie.getMaxAge())
                .httpOnly(cookie.isHttpOnly())
                .secure(cookie.isSecure());
        return mutated.sameSite(cookie.getSameSite()).build();
    }

    private String asTheEngineNamed(String cookies) {
        return context().isEmpty() ? cookies : cookies.replace(SECURE, HOST);
    }

    private String context() {
        return exchange.getRequest().getPath().contextPath().value();
    }
}
