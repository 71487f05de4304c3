package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescribedHttpTest {

    private static final String TREE = "{\"sha\":\"a\",\"truncated\":false,\"tree\":[]}";

    @Test
    void letsADescribedExchangePass() {
        assertThatNoException().isThrownBy(() -> exchange("/repos/o/r/git/trees/main?recursive=1", TREE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/repos/o/r/git/trees/main?depth=1 | {\"sha\":\"a\",\"truncated\":false,\"tree\":[]}",
                "/repos/o/r/forest/main | {\"sha\":\"a\",\"truncated\":false,\"tree\":[]}",
                "/repos/o/r/git/trees/main | {\"sha\":\"a\",\"tree\":[]}",
                "/repos/o/r/git/trees/main | {\"sha\":\"a\",\"truncated\":\"no\",\"tree\":[]}",
                "/repos/o/r/git/trees/main | {\"sha\":\"a\",\"truncated\":false,\"tree\":[{\"path\":\"a\"}]}",
                "/repos/o/r/branches | [{\"name\":\"main\",\"protected\":false,\"commit\":{\"sha\":\"a\"}}]"
            })
    void refusesWhatIsNotDescribed(String path, String answer) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> exchange(path, answer));
    }

    private static void exchange(String path, String answer) throws InterruptedException {
        var uri = URI.create("https://api.github.com" + path);
        new DescribedHttp(request -> new SourceResponse(request.uri(), 200, Map.of(), Bytes.of(answer.getBytes(UTF_8))))
                .send(SourceRequest.get(uri)
                        .header("Accept", "application/vnd.github+json")
                        .header("X-GitHub-Api-Version", "2022-11-28")
                        .header("User-Agent", "Tributary"));
    }
}
