package dev.tributary.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

final class FilterTest {

    @Test
    void takesWhatPeopleFilledInAndNothingElse() {
        var filter = Filter.of(form("q", " ferry ", "state", "", "tag.path", "a/b", "tag.author", " ", "other", "x"));

        assertThat(filter.query().toSingleValueMap())
                .containsOnly(
                        java.util.Map.entry("q", "ferry"),
                        java.util.Map.entry("tag.path", "a/b"),
                        java.util.Map.entry("limit", "50"));
    }

    @Test
    void keepsTheFilterOnTheNextPage() {
        assertThat(Filter.of(form("q", "a&b", "cursor", "old")).address("7", "new"))
                .isEqualTo("/ui/knowledge-bases/7/documents?q=a%26b&cursor=new");
    }

    @Test
    void keepsBracesOnTheNextPage() {
        assertThat(Filter.of(form("q", "{id}", "tag.path", "{\"a\": 1}")).address("7", ""))
                .isEqualTo("/ui/knowledge-bases/7/documents?q=%7Bid%7D&tag.path=%7B%22a%22%3A%201%7D");
    }

    @Test
    void isEmptyWithoutAnyValue() {
        assertThat(Filter.of(form("q", null, "tag.path", null, "state", null)).isEmpty())
                .isTrue();
    }

    @Test
    void isEmptyWithoutAnyWish() {
        assertThat(Filter.of(form("cursor", "x")).isEmpty()).isTrue();
        assertThat(Filter.of(form("state", "failed")).isEmpty()).isFalse();
    }

    private static MultiValueMap<String, String> form(@Nullable String... pairs) {
        var form = new LinkedMultiValueMap<String, String>();
        for (var i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return form;
    }
}
