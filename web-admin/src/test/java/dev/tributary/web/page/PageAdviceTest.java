package dev.tributary.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ResponseStatusException;

final class PageAdviceTest {
    private final PageAdvice advice = new PageAdvice(new Texts().messageSource(), new Assets());

    /** A page that selects "#main" from what it asked for would find nothing in a problem, and show nothing. */
    @Test
    void letsNoPageSelectItsOwnElementFromAProblem() {
        var problem = problem("HX-Request");

        assertThat(problem.view()).isEqualTo("error/part");
        assertThat(problem.headers().getFirst("HX-Reselect")).isEqualTo("unset");
        assertThat(problem.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(problem.modelAttributes()).containsEntry("title", "There is no such page");
    }

    @Test
    void showsAWholePageWithoutScript() {
        var problem = problem("X-Other");

        assertThat(problem.view()).isEqualTo("error/page");
        assertThat(problem.headers().getFirst("HX-Reselect")).isNull();
    }

    private Rendering problem(String header) {
        var request = MockServerHttpRequest.post("/ui/runs/7/cancel").header(header, "true");
        return advice.status(new ResponseStatusException(HttpStatus.NOT_FOUND), MockServerWebExchange.from(request));
    }
}
