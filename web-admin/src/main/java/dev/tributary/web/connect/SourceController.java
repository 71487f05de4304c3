package dev.tributary.web.connect;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** The places that can be connected, to choose from. */
@Controller
class SourceController {
    /** An icon is somebody else's drawing: opened by itself, it can do nothing. */
    private static final String ICON_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml;charset=UTF-8");

    private final Frame frame;
    private final ConnectorTypesApi types;
    private final KnowledgeBasesApi bases;

    SourceController(Frame frame, ConnectorTypesApi types, KnowledgeBasesApi bases) {
        this.frame = frame;
        this.types = types;
        this.bases = bases;
    }

    @GetMapping("/ui/knowledge-bases/{kb}/connectors/new")
    Mono<Rendering> choose(
            @PathVariable String kb, @RequestParam(defaultValue = "") String q, ServerHttpRequest request) {
        return Mono.zip(frame.around(request), bases.show(kb), types.list())
                .map(all -> Rendering.view(Notes.isPart(request) ? "connect/sources :: part" : "connect/sources")
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("base", all.getT2())
                        .modelAttribute("q", q)
                        .modelAttribute("sources", matching(all.getT3().items(), q))
                        .build());
    }

    /** Those with all words in their name, description or id. */
    static List<ConnectorMeta> matching(List<ConnectorMeta> all, String q) {
        var words = q.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return all.stream()
                .filter(type -> {
                    var text = String.join(" ", type.name(), type.description(), type.id())
                            .toLowerCase(Locale.ROOT);
                    return List.of(words).stream().allMatch(text::contains);
                })
                .toList();
    }

    @GetMapping("/ui/connector-types/{type}/icon.svg")
    Mono<ResponseEntity<String>> icon(@PathVariable String type) {
        return types.show(type)
                .map(meta -> ResponseEntity.ok()
                        .contentType(SVG)
                        .header("Content-Security-Policy", ICON_CSP)
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                        .body(meta.icon()));
    }
}
