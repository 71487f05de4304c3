package dev.tributary.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import reactor.core.publisher.Mono;

/** Searching a knowledge base, as people and agents do. */
@HttpExchange("/api/v1/knowledge-bases/{kb}/search")
public interface SearchApi {

    /** With {@code q}, {@code limit} and {@code tag.<id>}. */
    @GetExchange
    Mono<Hits> search(@PathVariable String kb, @RequestParam MultiValueMap<String, String> query);

    /** The same as it goes over the wire. */
    @GetExchange
    Mono<String> raw(@PathVariable String kb, @RequestParam MultiValueMap<String, String> query);

    record Hits(List<Hit> items) {}

    record Hit(
            DocumentsApi.Document document,
            double score,
            @Nullable Chunk chunk) {}

    /**
     * The part that fits best.
     *
     * @param highlighted HTML: escaped text, the words found within {@code <mark>}
     */
    record Chunk(String id, @Nullable String heading, String highlighted) {}
}
