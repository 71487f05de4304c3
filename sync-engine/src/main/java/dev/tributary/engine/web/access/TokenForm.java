package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.TokenOrder;
import dev.tributary.engine.identity.TokenScope;
import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that makes a token. */
@Schema(
        name = "TokenOrder",
        requiredProperties = {"name", "role"})
record TokenForm(
        @Nullable String name,
        @Nullable Role role,

        @Schema(description = "search: only searching, and reading what was found")
        TokenScope.@Nullable Uses uses,

        @Schema(description = "The only knowledge bases it can reach; without: all, and what is beside them") @Nullable
        List<String> knowledgeBases,

        @Nullable Instant expiresAt) {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_BASES = 100;

    TokenOrder check(Instant now, Instant latest) {
        var errors = new FieldErrors();
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            errors.add("name", "must have 1 to " + LONGEST_NAME + " characters");
        }
        if (role == null) {
            errors.add("role", "must be viewer, editor or admin");
        }
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            errors.add("expiresAt", "must be in the future");
        }
        if (expiresAt != null && expiresAt.isAfter(latest)) {
            errors.add("expiresAt", "must not be later than " + latest);
        }
        var bases = bases(errors);
        errors.orThrow();
        return new TokenOrder(
                Objects.requireNonNull(name).strip(),
                Objects.requireNonNull(role),
                new TokenScope(bases, uses == null ? TokenScope.Uses.ALL : uses),
                Optional.ofNullable(expiresAt));
    }

    private Optional<Set<Long>> bases(FieldErrors errors) {
        if (knowledgeBases == null) {
            return Optional.empty();
        }
        var ids = new LinkedHashSet<Long>();
        knowledgeBases.stream()
                .filter(id -> id.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .forEach(ids::add);
        if (ids.size() != knowledgeBases.size() || ids.isEmpty() || ids.size() > MOST_BASES) {
            errors.add("knowledgeBases", "must be 1 to " + MOST_BASES + " ids of knowledge bases, each once");
        }
        return Optional.of(ids);
    }
}
