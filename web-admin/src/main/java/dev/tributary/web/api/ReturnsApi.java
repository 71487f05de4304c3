package dev.tributary.web.api;

import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Mono;

/** Where browsers come from and go to on their way to a provider: the engine's own, answered with a redirect or a page. */
@HttpExchange
public interface ReturnsApi {

    @GetExchange("/oauth/{step}")
    Mono<ResponseEntity<String>> account(@PathVariable String step, @RequestParam MultiValueMap<String, String> query);

    @GetExchange("/oidc/callback")
    Mono<ResponseEntity<String>> signedIn(@RequestParam MultiValueMap<String, String> query);

    @GetExchange("/oidc/{provider}/start")
    Mono<ResponseEntity<String>> signIn(
            @PathVariable String provider, @RequestParam MultiValueMap<String, String> query);
}
