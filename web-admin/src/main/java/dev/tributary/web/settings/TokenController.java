package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.TokensApi;
import dev.tributary.web.api.TokensApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Tokens for programs and agents. */
@Controller
class TokenController {
    private static final int PAGE = 50;
    private static final int MOST_BASES = 200;
    private static final Set<String> FIELDS = Set.of("name", "role", "uses", "expiresAt");
    private static final Form EMPTY = new Form("", "viewer", "search", 90, List.of());

    private final SettingsPages pages;
    private final TokensApi tokens;
    private final KnowledgeBasesApi bases;
    private final Clock clock = Clock.systemUTC();

    TokenController(SettingsPages pages, TokensApi tokens, KnowledgeBasesApi bases) {
        this.pages = pages;
        this.tokens = tokens;
        this.bases = bases;
    }

    @GetMapping("/ui/settings/tokens")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
        return list(request, new Shown(cursor, EMPTY, ""), Map.of());
    }

    private Mono<Rendering> list(ServerHttpRequest request, Shown shown, Map<String, String> errors) {
        return pages.show(
                request,
                Section.TOKENS,
                Mono.zip(tokens.list(PAGE, shown.cursor()), bases.list(MOST_BASES, null))
                        .map(all -> Map.of(
                                "tokens",
                                all.getT1().items(),
                                "bases",
                                all.getT2().items(),
                                "form",
                                shown.form(),
                                "secret",
                                shown.secret(),
                                "next",
                                Next.of(Section.TOKENS, all.getT1().nextCursor()))),
                errors);
    }

    /** The answer shows the token; it is on no address, and not shown again. */
    @PostMapping("/ui/settings/tokens")
    Mono<Rendering> create(Form form, ServerHttpRequest request) {
        return tokens.create(form.order(clock.instant()))
                .flatMap(made -> list(request, new Shown(null, EMPTY, made.token()), Map.of()))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure ->
                                list(request, new Shown(null, form, ""), FormErrors.of((ApiProblem) failure, FIELDS)));
    }

    @PostMapping("/ui/settings/tokens/{id}/revoke")
    Mono<Rendering> revoke(@PathVariable String id, ServerHttpRequest request) {
        return tokens.revoke(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.TOKENS.path(), "token.revoked")));
    }

    private record Shown(@Nullable String cursor, Form form, String secret) {}

    record Form(String name, String role, String uses, int days, List<String> knowledgeBases) {
        Form(String name, String role, String uses, int days, @Nullable List<String> knowledgeBases) {
            this.name = name;
            this.role = role;
            this.uses = uses;
            this.days = days;
            this.knowledgeBases = Objects.requireNonNullElse(knowledgeBases, List.of());
        }

        Order order(Instant now) {
            return new Order(name, role, uses, knowledgeBases, days == 0 ? null : now.plus(Duration.ofDays(days)));
        }
    }
}
