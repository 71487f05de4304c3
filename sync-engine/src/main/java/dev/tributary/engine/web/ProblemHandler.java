package dev.tributary.engine.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/**
 * Turns whatever goes wrong in a request into problem details. What nobody foresaw is logged under a number, and the client
 * is told the number and nothing else.
 */
@Component
@Order(-2) // before Spring Boot's handler, which would answer with a page of its own
final class ProblemHandler implements WebExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final ProblemWriter writer;

    ProblemHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        var problem = ProblemOf.failure(exchange.getRequest(), failure).orElseGet(() -> unexpected(exchange, failure));
        return writer.write(exchange, problem);
    }

    private static Problem unexpected(ServerWebExchange exchange, Throwable failure) {
        var number = HexFormat.of().toHexDigits(number(ThreadLocalRandom.current()), 8);
        var request = exchange.getRequest();
        LOG.error(
                "Error {} while answering {} {}",
                number,
                request.getMethod(),
                request.getPath().value(),
                failure);
        return Problem.of(
                Problem.Kind.INTERNAL,
                "Something went wrong that should not. Look for error " + number + " in the log of the engine.");
    }

    private static long number(RandomGenerator random) {
        return random.nextLong();
    }
}
