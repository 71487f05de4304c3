package dev.tributary.engine.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.identity.Newcomers;
import dev.tributary.engine.identity.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GroupsTest {
    private static final Map<String, Role> ROLES =
            Map.of("staff", Role.VIEWER, "writers", Role.EDITOR, "kb-admins", Role.ADMIN);

    @Test
    void givesTheHighestRoleOfAllGroups() {
        assertThat(role("groups", Map.of("groups", List.of("staff", "kb-admins", "writers", "choir"))))
                .contains(Role.ADMIN);
    }

    @Test
    void givesNoneToPeopleOfOtherGroups() {
        assertThat(role("groups", Map.of("groups", List.of("choir", "STAFF")))).isEmpty();
        assertThat(role("groups", Map.of("sub", "1"))).isEmpty();
    }

    @Test
    void givesTheDefaultOnlyWhereNoGroupIsNamed() {
        assertThat(withDefault(Map.of("groups", List.of("choir")))).contains(Role.VIEWER);
        assertThat(withDefault(Map.of("groups", List.of("writers")))).contains(Role.EDITOR);
    }

    @Test
    void followsDotsIntoObjects() {
        assertThat(role("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("writers")))))
                .contains(Role.EDITOR);
    }

    @Test
    void takesAClaimWhoseNameHasDots() {
        assertThat(role("https://example.org/groups", Map.of("https://example.org/groups", List.of("staff"))))
                .contains(Role.VIEWER);
    }

    @Test
    void takesOneGroupAsText() {
        assertThat(role("groups", Map.of("groups", "staff"))).contains(Role.VIEWER);
    }

    @Test
    void takesNothingElseForGroups() {
        assertThat(role("groups", Map.of("groups", Map.of("kb-admins", true)))).isEmpty();
        assertThat(role("groups", Map.of("groups", List.of(1, List.of("kb-admins")))))
                .isEmpty();
        assertThat(role("groups.kb-admins", Map.of("groups", List.of("kb-admins"))))
                .isEmpty();
    }

    private static Optional<Role> role(String claim, Map<String, Object> claims) {
        return Groups.role(new IdentityProvider.Admission(claim, ROLES, Optional.empty(), Newcomers.WELCOME), claims);
    }

    private static Optional<Role> withDefault(Map<String, Object> claims) {
        return Groups.role(
                new IdentityProvider.Admission("groups", ROLES, Optional.of(Role.VIEWER), Newcomers.WELCOME), claims);
    }
}
