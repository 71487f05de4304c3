package dev.tributary.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;

final class AddressTest {
    private final LinkedMultiValueMap<String, String> query = new LinkedMultiValueMap<>();

    @Test
    void givesNoCharacterOfAValueAMeaning() {
        query.add("q", "{id} {\"a\": 1}");
        query.add("tag.a&b", "100 %+ü");

        assertThat(Address.of("/ui/somewhere", query))
                .isEqualTo("/ui/somewhere?q=%7Bid%7D%20%7B%22a%22%3A%201%7D&tag.a%26b=100%20%25%2B%C3%BC");
    }

    @Test
    void leavesOutWhatHasNoValue() {
        query.add("q", null);

        assertThat(Address.of("/ui/somewhere", query)).isEqualTo("/ui/somewhere");
    }
}
