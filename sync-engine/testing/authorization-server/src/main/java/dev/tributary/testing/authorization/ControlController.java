package dev.tributary.testing.authorization;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a test may do to the provider, and ask it. */
@RestController
@RequestMapping("/control")
final class ControlController {

    private final Authorizations authorizations;
    private final TokenGate gate;

    ControlController(Authorizations authorizations, TokenGate gate) {
        this.authorizations = authorizations;
        this.gate = gate;
    }

    @GetMapping("/counts")
    TokenCounts counts() {
        return gate.counts();
    }

    @PostMapping("/revoke")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@RequestParam String person) {
        authorizations.revokeAll(person);
    }

    @PostMapping("/trouble")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trouble(@RequestParam int status, @RequestParam int times, @RequestParam Optional<Integer> retryAfter) {
        gate.trouble(new Trouble(status, times, retryAfter));
    }
}
