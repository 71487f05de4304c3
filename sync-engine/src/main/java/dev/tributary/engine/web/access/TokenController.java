package dev.tributary.engine.web.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.engine.identity.ApiToken;
import dev.tributary.engine.identity.ApiTokens;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.IssuedToken;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.TokenScope;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(TokenController.PATH)
@Tag(name = "API tokens", description = "Access for programs")
class TokenController {
    static final String PATH = "/api/v1/tokens";

    private final ApiTokens tokens;
    private final Clock clock;

    TokenController(ApiTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a token; its text is shown this once",
            description = "Without expiresAt it lives 90 days, unless the settings say otherwise.")
    Mono<NewToken> create(@RequestBody TokenForm form) {
        var order = form.check(clock.instant(), tokens.latestEnd());
        return Caller.current().flatMap(caller -> tokens.issue(caller, order)).map(NewToken::of);
    }

    @PostMapping(path = "/{id}/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Give a token a new text, which is shown this once",
            description = "The old text goes on for overlapMinutes, so that programs can be told the new one.")
    Mono<NewToken> rotate(@PathVariable String id, @RequestBody RotationForm form) {
        var number = PublicId.parse("token", id);
        var overlap = form.overlap();
        return Caller.current()
                .flatMap(caller -> tokens.rotate(caller.actor(), number, overlap))
                .map(NewToken::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("token", id)));
    }

    @GetMapping
    @Operation(summary = "List tokens, without their texts")
    Mono<Page<TokenView>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        return tokens.after(query.idOr(0), query.rows())
                .collectList()
                .map(rows -> Page.of(rows, query, token -> Cursor.of(token.id()), TokenView::of));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a token; it stops working at once")
    Mono<Void> delete(@PathVariable String id) {
        var number = PublicId.parse("token", id);
        return Caller.current()
                .flatMap(caller -> tokens.revoke(caller.actor(), number))
                .filter(revoked -> revoked)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("token", id)))
                .then();
    }

    @Schema(name = "NewToken")
    record NewToken(
            String id,
            @Schema(description = "Shown this once") String token) {
        static NewToken of(IssuedToken issued) {
            return new NewToken(PublicId.of(issued.id()), issued.secret().text());
        }

        @Override
        public String toString() {
            return "NewToken[" + id + "]";
        }
    }

    @Schema(name = "Token")
    record TokenView(
            String id,
            String name,

            @Schema(description = "How its text begins") @Nullable
            String prefix,

            Role role,
            TokenScope.Uses uses,

            @Schema(description = "The only ones it can reach; null: all") @Nullable
            List<String> knowledgeBases,

            String createdBy,
            @JsonUnwrapped ApiToken.Lifetime lifetime) {
        static TokenView of(ApiToken token) {
            return new TokenView(
                    PublicId.of(token.id()),
                    token.name(),
                    token.prefix().orElse(null),
                    token.role(),
                    token.scope().uses(),
                    token.scope()
                            .knowledgeBases()
                            .map(some ->
                                    some.stream().sorted().map(PublicId::of).toList())
                            .orElse(null),
                    token.createdBy(),
                    token.lifetime());
        }
    }
}
