package dev.tributary.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.ApiProblem.FieldError;
import dev.tributary.web.api.Problems;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FormErrorsTest {
    private static final Set<String> DRAWN = Set.of("name", "roles", "hosts.host");

    @Test
    void standsAtTheFieldWhereThePageHasOne() {
        var problem = Problems.of(new FieldError("name", "is needed"), new FieldError("hosts.host", "is no host"));

        assertThat(FormErrors.of(problem, DRAWN))
                .containsEntry("name", "is needed")
                .containsEntry("hosts.host", "is no host")
                .hasSize(2);
    }

    @Test
    void standsAtTheWholeWhereThePageHasNoPlaceForAPart() {
        var problem = Problems.of(new FieldError("roles.kb-admins", "must be viewer, editor or admin"));

        assertThat(FormErrors.of(problem, DRAWN)).containsEntry("roles", "kb-admins: must be viewer, editor or admin");
    }

    @Test
    void isSaidInGeneralWithItsFieldWhereThePageHasNoPlace() {
        var problem = Problems.of(new FieldError("issuer", "is needed"), new FieldError("grant", "is wrong"));

        assertThat(FormErrors.of(problem, DRAWN)).containsEntry("", "grant: is wrong; issuer: is needed");
    }

    @Test
    void saysWhatBelongsToNoFieldAsItIs() {
        assertThat(FormErrors.of(Problems.of(409, "It runs."), DRAWN)).isEqualTo(Map.of("", "It runs."));
    }
}
