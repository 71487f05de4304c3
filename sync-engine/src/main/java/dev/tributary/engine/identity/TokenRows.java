package dev.tributary.engine.identity;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** Reads rows of API tokens. */
final class TokenRows {
    private TokenRows() {}

    /** A token with the digest that was looked for. */
    @SuppressWarnings("ArrayRecordComponent") // lives for one lookup, never compared
    record Found(byte[] hash, Instant used, Caller.Token token) {}

    static Found found(Readable row) {
        var used = row.get("last_used_at", Instant.class);
        return new Found(
                Columns.required(row, "hash", byte[].class),
                used == null ? Instant.EPOCH : used,
                new Caller.Token(
                        Columns.number(row, "id"),
                        Columns.text(row, "name"),
                        Columns.role(row, "role").atMost(Columns.role(row, "limit_role")),
                        scope(row),
                        Columns.number(row, "created_by")));
    }

    static ApiToken token(Readable row) {
        return new ApiToken(
                Columns.number(row, "id"),
                Columns.text(row, "name"),
                Optional.ofNullable(row.get("prefix", String.class)),
                Columns.role(row, "role"),
                scope(row),
                Columns.text(row, "username"),
                new ApiToken.Lifetime(
                        Columns.required(row, "created_at", Instant.class),
                        row.get("expires_at", Instant.class),
                        row.get("last_used_at", Instant.class)));
    }

    private static TokenScope scope(Readable row) {
        return new TokenScope(
                Optional.ofNullable(row.get("knowledge_bases", Long[].class)).map(Set::of),
                TokenScope.Uses.of(Columns.text(row, "uses")));
    }

    static GenericExecuteSpec bindBases(GenericExecuteSpec statement, TokenScope scope) {
        return scope.knowledgeBases()
                .map(some -> statement.bind("bases", some.toArray(Long[]::new)))
                .orElseGet(() -> statement.bindNull("bases", Long[].class));
    }

    /** What the audit log says about a new token. */
    static Map<String, String> detail(TokenOrder order) {
        var detail = new HashMap<String, String>();
        detail.put("name", order.name());
        detail.put("role", order.role().code());
        detail.put("uses", order.scope().uses().code());
        order.scope()
                .knowledgeBases()
                .ifPresent(some -> detail.put(
                        "knowledgeBases",
                        some.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))));
        return detail;
    }
}
