package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalUrlTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Example.COM:443, https://example.com/",
        "http://example.com:80/a/../b/./c#frag, http://example.com/b/c",
        "http://example.com:8080/, http://example.com:8080/",
        "https://h/../../a, https://h/a",
        "https://h/%7Euser/%c3%a9, https://h/~user/%C3%A9",
        "https://h/p?b=2&a=1&b=1&utm_source=x&gclid=3, https://h/p?a=1&b=2&b=1",
        "https://h/p?utm_medium=x, https://h/p",
        "https://h/p?, https://h/p",
        "https://user:secret@h/p, https://h/p",
        "https://h/p;jsessionid=1A2B?x=1, https://h/p?x=1",
        "https://h/a b|c, https://h/a%20b%7Cc",
        "https://bücher.example/ä, https://xn--bcher-kva.example/%C3%A4",
        "https://h/a//b/, https://h/a//b/"
    })
    void hasOneSpelling(String address, String canonical) {
        assertThat(CanonicalUrl.of(address)).contains(canonical);
        assertThat(CanonicalUrl.of(canonical)).contains(canonical);
    }

    @Test
    void otherThingsAreNone() {
        assertThat(CanonicalUrl.of("mailto:x@example.com")).isEmpty();
        assertThat(CanonicalUrl.of("no-such-document")).isEmpty();
        assertThat(CanonicalUrl.of("http://")).isEmpty();
    }
}
