package dev.tributary.probe;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers, counts, waits and fails on demand. */
@RestController
@RequestMapping("/api/v1/probe")
@Hidden
public final class ProbeController {
    public final AtomicInteger calls = new AtomicInteger();
    public final CountDownLatch waiting = new CountDownLatch(1);
    public final Sinks.Empty<Void> goOn = Sinks.empty();

    public record Note(String text, int number, Child child) {}

    public record Child(boolean on) {}

    public record Count(int count) {}

    @GetMapping
    public Count read() {
        return new Count(calls.get());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    public Mono<Count> count(@RequestBody Note note) {
        return Mono.fromSupplier(() -> new Count(calls.incrementAndGet()));
    }

    @PostMapping("/empty")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public Mono<Void> empty() {
        return Mono.fromRunnable(calls::incrementAndGet);
    }

    @PostMapping("/slow")
    public Mono<Count> slow() {
        return Mono.defer(() -> {
            waiting.countDown();
            return goOn.asMono().then(Mono.fromSupplier(() -> new Count(calls.incrementAndGet())));
        });
    }

    @PostMapping("/boom")
    public Mono<Count> boom() {
        calls.incrementAndGet();
        return Mono.error(new IllegalStateException("hunter2 is in here"));
    }
}
