package dev.tributary.web.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who did what. */
@HttpExchange("/api/v1/audit")
public interface AuditApi {

    /** By {@code actor}, {@code action}, {@code target}, {@code since} and {@code until}; with {@code limit} and {@code cursor}. */
    @GetExchange
    Mono<Page<Event>> list(@RequestParam MultiValueMap<String, String> filter);

    /** All of it as JSON lines. */
    @GetExchange("/export")
    Flux<DataBuffer> export(@RequestParam MultiValueMap<String, String> filter);

    record Event(
            String id,
            Instant at,
            String actor,
            String action,
            @Nullable String target,
            Map<String, String> detail) {}
}
