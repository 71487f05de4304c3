package dev.tributary.web.signin;

import dev.tributary.web.WebAdmin;
import dev.tributary.web.api.ReturnsApi;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Passes browsers that come back from a provider on to the engine; in the engine's own process it meets them itself. */
@RestController
@ConditionalOnBean(WebAdmin.class)
class ReturnsController {
    private final ReturnsApi engine;

    ReturnsController(ReturnsApi engine) {
        this.engine = engine;
    }

    @GetMapping("/oauth/{step}")
    Mono<ResponseEntity<String>> account(@PathVariable String step, @RequestParam MultiValueMap<String, String> query) {
        return engine.account(step, query).map(ReturnsController::passed);
    }

    @GetMapping("/oidc/callback")
    Mono<ResponseEntity<String>> signedIn(@RequestParam MultiValueMap<String, String> query) {
        return engine.signedIn(query).map(ReturnsController::passed);
    }

    @GetMapping("/oidc/{provider}/start")
    Mono<ResponseEntity<String>> signIn(
            @PathVariable String provider, @RequestParam MultiValueMap<String, String> query) {
        return engine.signIn(provider, query).map(ReturnsController::passed);
    }

    /** Cookies go back by themselves; of the rest, what browsers need. */
    private static ResponseEntity<String> passed(ResponseEntity<String> answer) {
        var passed = ResponseEntity.status(answer.getStatusCode());
        var location = answer.getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            passed.header(HttpHeaders.LOCATION, location);
        }
        var type = answer.getHeaders().getContentType();
        return type == null ? passed.build() : passed.contentType(type).body(answer.getBody());
    }
}
