package dev.tributary.engine.web.account;

import dev.tributary.engine.account.Consents;
import dev.tributary.engine.account.Consents.Return;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.access.BrowserSession;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For providers that hand a token to the browser alone, behind the {@code #} of the address: a script brings it here. */
@RestController
@Tag(name = "Connected accounts", description = "Accounts at other services that connectors read with")
class FragmentController {

    private static final String SCRIPT = "/oauth/fragment.js";
    private static final String CSP =
            "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Connecting the account</title>
            <script src="%s" defer></script></head>
            <body><p id="say">Connecting the account…</p><noscript>This needs JavaScript.</noscript></body></html>
            """.formatted(SCRIPT);

    private final Consents consents;
    private final CallbackController callback;

    FragmentController(Consents consents, CallbackController callback) {
        this.consents = consents;
        this.callback = callback;
    }

    /** The page for a browser that came back with a fragment. */
    static ResponseEntity<String> page() {
        return ResponseEntity.ok()
                .header("Content-Security-Policy", CSP)
                .header("Cache-Control", "no-store")
                .contentType(MediaType.TEXT_HTML)
                .body(PAGE);
    }

    @GetMapping(SCRIPT)
    @Hidden
    ResponseEntity<Resource> script() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript"))
                .body(new ClassPathResource("oauth/fragment.js"));
    }

    @PostMapping(path = "/api/v1/oauth/fragment", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "End a sign-in whose token only the browser got")
    Mono<Destination> end(@RequestBody FragmentForm form, ServerHttpRequest request) {
        var browser = BrowserSession.secret(request, ConsentController.PURPOSE)
                .orElseThrow(() -> Problem.conflict("An account is connected in a browser: sign in there."));
        var state = new Secret(Objects.requireNonNullElse(form.state(), ""));
        var values = Objects.requireNonNullElse(form.values(), Map.<String, String>of());
        return Caller.current()
                .flatMap(caller -> consents.finish(caller.actor(), browser, state, new Return.Fragment(values)))
                .delayUntil(callback::start)
                .map(outcome -> CallbackController.destination(outcome)
                        .orElseThrow(
                                () -> Problem.conflict("This sign-in is not known here: connect the account again.")))
                .map(address -> new Destination(address.toString()));
    }

    /** What the browser brought. */
    @Schema(name = "FragmentOrder")
    record FragmentForm(@Nullable String state, @Nullable Map<String, String> values) {
        @Override
        public String toString() {
            return "FragmentForm[...]";
        }
    }

    @Schema(name = "Destination")
    record Destination(
            @Schema(description = "Where to send the browser")
            String location) {}
}
