package dev.tributary.engine.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** RFC 9457 problem details, as sent. */
@Schema(name = "Problem", description = "Problem details as RFC 9457 has them")
record ProblemBody(
        @Schema(description = "Identifies the kind of problem", example = "/problems/not-found")
        String type,

        String title,
        int status,
        String detail,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Schema(description = "What is wrong with which field")
        List<FieldError> errors) {

    static ProblemBody of(Problem problem) {
        var kind = problem.kind();
        return new ProblemBody(kind.type(), kind.title(), kind.status().value(), problem.detail(), problem.errors());
    }
}
