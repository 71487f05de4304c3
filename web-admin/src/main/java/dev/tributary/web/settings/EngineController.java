package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.EngineSettingsApi;
import dev.tributary.web.api.EngineSettingsApi.HostOrder;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.Map;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Keys, hosts, and how the engine is. */
@Controller
class EngineController {
    private final SettingsPages pages;
    private final EngineSettingsApi engine;

    EngineController(SettingsPages pages, EngineSettingsApi engine) {
        this.pages = pages;
        this.engine = engine;
    }

    @GetMapping("/ui/settings/encryption")
    Mono<Rendering> encryption(ServerHttpRequest request) {
        return encryption(request, Map.of());
    }

    private Mono<Rendering> encryption(ServerHttpRequest request, Map<String, String> errors) {
        return pages.show(
                request,
                Section.ENCRYPTION,
                engine.encryption().map(encryption -> Map.of("encryption", encryption)),
                errors);
    }

    @PostMapping("/ui/settings/encryption/rotate")
    Mono<Rendering> rotate(ServerHttpRequest request) {
        return engine.rotate()
                .map(_ -> Notes.goTo(request, Section.ENCRYPTION.path(), "encryption.rotated"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> encryption(request, FormErrors.of((ApiProblem) failure, Set.of())));
    }

    @PostMapping("/ui/settings/encryption/keys/{id}/drop")
    Mono<Rendering> drop(@PathVariable String id, ServerHttpRequest request) {
        return engine.dropKey(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.ENCRYPTION.path(), "encryption.dropped")))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> encryption(request, FormErrors.of((ApiProblem) failure, Set.of())));
    }

    @GetMapping("/ui/settings/sources")
    Mono<Rendering> sources(ServerHttpRequest request) {
        return sources(request, "", Map.of());
    }

    private Mono<Rendering> sources(ServerHttpRequest request, String host, Map<String, String> errors) {
        return pages.show(
                request,
                Section.SOURCES,
                engine.sources().map(sources -> Map.of("sources", sources, "host", host)),
                errors);
    }

    @PostMapping("/ui/settings/sources")
    Mono<Rendering> allow(Host form, ServerHttpRequest request) {
        return engine.allow(new HostOrder(form.host()))
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.SOURCES.path(), "sources.allowed")))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> sources(request, form.host(), FormErrors.of((ApiProblem) failure, Set.of("host"))));
    }

    @PostMapping("/ui/settings/sources/{id}/close")
    Mono<Rendering> disallow(@PathVariable String id, ServerHttpRequest request) {
        return engine.disallow(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.SOURCES.path(), "sources.closed")));
    }

    /** Looking at everything takes seconds where there are many documents: the page does not wait for it. */
    @GetMapping("/ui/settings/health")
    Mono<Rendering> health(ServerHttpRequest request) {
        return pages.showBefore(request, Section.HEALTH, report());
    }

    @GetMapping("/ui/settings/health/report")
    Mono<Rendering> report(ServerHttpRequest request) {
        return Notes.isPart(request)
                ? report().map(report -> Rendering.view("settings/health :: report")
                        .model(report)
                        .build())
                : pages.show(request, Section.HEALTH, report());
    }

    private Mono<Map<String, Diagnosis>> report() {
        return engine.examine().map(report -> Map.of("report", Diagnosis.of(report)));
    }

    record Host(String host) {}
}
