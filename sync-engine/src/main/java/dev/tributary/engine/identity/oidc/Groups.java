package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Role;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides what the groups of a person allow. */
final class Groups {
    private Groups() {}

    /** The highest role of their groups, else the default, else none. */
    static Optional<Role> role(IdentityProvider.Admission admission, Map<String, Object> claims) {
        return names(claims, admission.groupsClaim())
                .flatMap(group -> Stream.ofNullable(admission.roles().get(group)))
                .max(Comparator.naturalOrder())
                .or(admission::defaultRole);
    }

    /** Whether these claims say nothing of groups, though somebody's role may hang on them. */
    static boolean areMissing(IdentityProvider.Admission admission, Map<String, Object> claims) {
        return !admission.roles().isEmpty()
                && claim(claims, admission.groupsClaim()).isEmpty();
    }

    private static Stream<String> names(Map<?, ?> claims, String path) {
        return claim(claims, path).stream().flatMap(Groups::texts);
    }

    /** A claim of just that name comes before one inside of others: some providers have dots and addresses in names. */
    private static Optional<Object> claim(Map<?, ?> claims, String path) {
        @Nullable Object direct = claims.get(path);
        if (direct != null) {
            return Optional.of(direct);
        }
        var dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? claim(inner, path.substring(dot + 1))
                : Optional.empty();
    }

    private static Stream<String> texts(Object claim) {
        return switch (claim) {
            case String one -> Stream.of(one);
            case Collection<?> many ->
                many.stream().filter(String.class::isInstance).map(String.class::cast);
            default -> Stream.empty();
        };
    }
}
