package dev.tributary.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

final class BackTest {
    private static final String HOME = "/ui/knowledge-bases";

    @Test
    void goesBackToAPageOfOurs() {
        assertThat(Back.to(MockServerHttpRequest.post("http://kb.example/ui/theme")
                        .header("Referer", "http://kb.example/ui/documents/7")
                        .build()))
                .isEqualTo("/ui/documents/7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://elsewhere.example/ui/documents/7", "http://kb.example/api/v1/me", "::", ""})
    void goesNowhereElse(String from) {
        assertThat(Back.to(MockServerHttpRequest.post("http://kb.example/ui/theme")
                        .header("Referer", from)
                        .build()))
                .isEqualTo(HOME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//elsewhere.example",
                "https://elsewhere.example/ui/",
                "/ui/\\elsewhere",
                "/api/v1/me",
                "",
                "/ui/a\nb"
            })
    void returnsToNoPlaceThatSomebodyElseWrote(String path) {
        assertThat(Back.checked(path)).isEqualTo(HOME);
    }
}
