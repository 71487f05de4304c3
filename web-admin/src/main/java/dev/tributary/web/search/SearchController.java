package dev.tributary.web.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.DocumentsApi.Document;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.SearchApi;
import dev.tributary.web.page.Address;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import dev.tributary.web.page.TagNames;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

@Controller
class SearchController {
    private static final int HITS = 20;
    private static final int MOST_CONNECTORS = 200;

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final ConnectorsApi connectors;
    private final SearchApi search;

    SearchController(Frame frame, KnowledgeBasesApi bases, ConnectorsApi connectors, SearchApi search) {
        this.frame = frame;
        this.bases = bases;
        this.connectors = connectors;
        this.search = search;
    }

    @GetMapping("/ui/knowledge-bases/{kb}/search")
    Mono<Rendering> page(
            @PathVariable String kb,
            @RequestParam MultiValueMap<String, String> parameters,
            ServerHttpRequest request) {
        var query = query(parameters);
        return Mono.zip(
                        frame.around(request),
                        bases.show(kb),
                        connectors.list(kb, MOST_CONNECTORS, null),
                        answer(kb, query))
                .map(all -> Rendering.view(Notes.isPart(request) ? "search/page :: results" : "search/page")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("base", all.getT2())
                        .modelAttribute("operators", operators(all.getT3().items()))
                        .modelAttribute("tags", TagNames.of(all.getT3().items()))
                        .modelAttribute("query", query.toSingleValueMap())
                        .modelAttribute("q", Objects.requireNonNullElse(query.getFirst("q"), ""))
                        .modelAttribute("answer", all.getT4())
                        .modelAttribute("raw", address(kb, query))
                        .build());
    }

    private Mono<Answer> answer(String kb, MultiValueMap<String, String> query) {
        if (query.isEmpty()) {
            return Mono.just(Answer.NONE);
        }
        var asked = new LinkedMultiValueMap<>(query);
        asked.add("limit", String.valueOf(HITS));
        return search.search(kb, asked)
                .map(hits -> new Answer(
                        true, "", hits.items().stream().map(Found::of).toList()))
                .onErrorResume(
                        ApiProblem.class,
                        problem -> problem.status() == 422
                                ? Mono.just(new Answer(
                                        true,
                                        problem.errors().isEmpty()
                                                ? problem.detail()
                                                : problem.errors().getFirst().message(),
                                        List.of()))
                                : Mono.error(problem));
    }

    /** What an agent gets: the engine's answer as it is. */
    @GetMapping(path = "/ui/knowledge-bases/{kb}/search.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Mono<String> raw(@PathVariable String kb, @RequestParam MultiValueMap<String, String> parameters) {
        var asked = query(parameters);
        asked.add("limit", String.valueOf(HITS));
        return search.raw(kb, asked);
    }

    static MultiValueMap<String, String> query(MultiValueMap<String, String> parameters) {
        var query = new LinkedMultiValueMap<String, String>();
        parameters.toSingleValueMap().forEach((name, value) -> {
            if ((name.equals("q") || name.startsWith("tag.")) && value != null && !value.isBlank()) {
                query.add(name, value.strip());
            }
        });
        return query;
    }

    static String address(String kb, MultiValueMap<String, String> query) {
        return Address.of("/ui/knowledge-bases/%s/search.json".formatted(UriUtils.encode(kb, UTF_8)), query);
    }

    /** What can be typed besides words; browsers offer it as one types. */
    static List<String> operators(List<Connector> connectors) {
        var all = new TreeSet<String>();
        connectors.forEach(connector -> {
            all.add("from:\"" + connector.name().replace("\"", "") + "\"");
            all.add("type:" + connector.type());
        });
        return Stream.concat(
                        all.stream(),
                        Stream.of("after:2026-01-31", "before:2026-01-31", "tag:value", "\"exact phrase\"", "-not"))
                .toList();
    }

    /**
     * What was found.
     *
     * @param refused why the search could not be read, in words
     */
    record Answer(boolean asked, String refused, List<Found> hits) {
        static final Answer NONE = new Answer(false, "", List.of());
    }

    record Found(Document document, @Nullable String heading, List<Highlight> text) {
        static Found of(SearchApi.Hit hit) {
            var chunk = hit.chunk();
            return chunk == null
                    ? new Found(hit.document(), null, List.of())
                    : new Found(hit.document(), chunk.heading(), Highlight.parse(chunk.highlighted()));
        }
    }
}
