package dev.tributary.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

final class SearchControllerTest {
    private final LinkedMultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();

    @Test
    void keepsBracesInTheAddressOfWhatAnAgentGets() {
        parameters.add("q", "{id}");
        parameters.add("other", "x");

        assertThat(SearchController.address("7", SearchController.query(parameters)))
                .isEqualTo("/ui/knowledge-bases/7/search.json?q=%7Bid%7D");
    }

    @Test
    void searchesForNothingWhereAParameterHasNoValue() {
        parameters.add("q", null);
        parameters.add("tag.path", null);

        assertThat(SearchController.query(parameters)).isEmpty();
    }
}
