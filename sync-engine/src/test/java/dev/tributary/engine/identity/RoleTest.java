package dev.tributary.engine.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RoleTest {
    @Test
    void includesTheRolesBelow() {
        assertThat(Role.ADMIN.includes(Role.EDITOR)).isTrue();
        assertThat(Role.EDITOR.includes(Role.EDITOR)).isTrue();
        assertThat(Role.VIEWER.includes(Role.EDITOR)).isFalse();
    }

    @Test
    void isCutDownToALimit() {
        assertThat(Role.ADMIN.atMost(Role.VIEWER)).isEqualTo(Role.VIEWER);
        assertThat(Role.VIEWER.atMost(Role.ADMIN)).isEqualTo(Role.VIEWER);
    }

    @Test
    void isReadFromItsCode() {
        for (var role : Role.values()) {
            assertThat(Role.of(role.code())).isEqualTo(role);
        }
    }
}
