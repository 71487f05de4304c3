package dev.tributary.engine.web.account;

import dev.tributary.engine.account.ConsentOutcome;
import dev.tributary.engine.account.Consents;
import dev.tributary.engine.account.Consents.Return;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.schedule.Agenda;
import dev.tributary.engine.web.PublicId;
import dev.tributary.engine.web.access.BrowserSession;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where providers send browsers back to. */
@RestController
@Hidden
class CallbackController {

    private static final String LOST = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Sign-in not known</title></head>
            <body><h1>This sign-in is not known here</h1>
            <p>It was begun in another browser session, was answered before, or took longer than ten minutes.
            Go back to Tributary and connect the account again.</p>
            <p><a href="/">Back to Tributary</a></p></body></html>
            """;

    private final Consents consents;
    private final Agenda agenda;

    CallbackController(Consents consents, Agenda agenda) {
        this.consents = consents;
        this.agenda = agenda;
    }

    @GetMapping(Consents.CALLBACK)
    Mono<ResponseEntity<String>> back(ServerHttpRequest request) {
        var state = ConsentController.secret(request, "state");
        var browser = BrowserSession.secret(request, ConsentController.PURPOSE);
        var brought = brought(request);
        if (state.isEmpty() || browser.isEmpty()) {
            return Mono.just(lost());
        }
        if (brought.isEmpty()) {
            return consents.expects(state.get(), browser.get())
                    .map(expected -> expected ? FragmentController.page() : lost());
        }
        return Caller.current()
                .flatMap(caller -> consents.finish(caller.actor(), browser.get(), state.get(), brought.get()))
                .delayUntil(this::start)
                .map(CallbackController::answer);
    }

    private static Optional<Return> brought(ServerHttpRequest request) {
        return Optional.ofNullable(request.getQueryParams().getFirst("error"))
                .<Return>map(Return.Refusal::new)
                .or(() -> ConsentController.secret(request, "code").map(Return.Code::new));
    }

    /** Lets connectors run that waited for the account. */
    Mono<Void> start(ConsentOutcome outcome) {
        return outcome instanceof ConsentOutcome.Connected connected
                ? Flux.fromIterable(connected.connectors())
                        .concatMap(agenda::now)
                        .then()
                : Mono.empty();
    }

    private static ResponseEntity<String> answer(ConsentOutcome outcome) {
        return destination(outcome)
                .map(address -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .location(address)
                        .<String>build())
                .orElseGet(CallbackController::lost);
    }

    /** Where the browser goes; nowhere if it did not begin here. */
    static Optional<URI> destination(ConsentOutcome outcome) {
        return switch (outcome) {
            case ConsentOutcome.Connected(var path, var account, var _) ->
                Optional.of(with(path, Map.of("credentialId", PublicId.of(account))));
            case ConsentOutcome.Refused(var path, var code, var reason) ->
                Optional.of(with(path, Map.of("oauthError", code, "oauthReason", reason)));
            case ConsentOutcome.Unknown _ -> Optional.empty();
        };
    }

    private static URI with(String path, Map<String, String> parameters) {
        var address = UriComponentsBuilder.fromUriString(path);
        parameters.keySet().stream().sorted().forEach(name -> {
            var value = UriUtils.encode(parameters.getOrDefault(name, ""), StandardCharsets.UTF_8);
            address.queryParam(name, value);
        });
        return URI.create(address.build(true).toUriString());
    }

    private static ResponseEntity<String> lost() {
        return ResponseEntity.badRequest().contentType(MediaType.TEXT_HTML).body(LOST);
    }
}
