package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S3: credentials are not sent on to another origin")
final class RedirectsTest {

    private static final SourceRequest SIGNED = SourceRequest.get(URI.create("https://a.example/x"))
            .header("Authorization", "Bearer s3cret")
            .header("Accept", "text/html");
    private static final SourceRequest QUERY =
            SourceRequest.query(URI.create("https://a.example/x"), Bytes.of(new byte[3]));

    @ParameterizedTest
    @ValueSource(
            strings = {"https://b.example/y", "https://a.example:8443/y", "https://sub.a.example/y", "//b.example/y"})
    void dropsCredentialsOnTheWayToAnotherOrigin(String location) {
        assertThat(follow(SIGNED, 302, location).headers()).containsOnlyKeys("Accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/y", "y?z=1", "https://a.example/y", "https://A.example:443/y"})
    void keepsThemWithinTheOrigin(String location) {
        assertThat(follow(SIGNED, 302, location).headers()).containsKey("Authorization");
    }

    @Test
    void refusesToLeaveEncryptionWithCredentials() {
        assertThatThrownBy(() -> follow(SIGNED, 301, "http://a.example/y?t=s3cret"))
                .isInstanceOf(ConfigRejected.class)
                .hasMessageNotContaining("s3cret");
        var open = SourceRequest.get(URI.create("https://a.example/x")).header("Accept", "text/html");
        assertThat(follow(open, 301, "http://a.example/y").uri()).hasScheme("http");
    }

    @Test
    void sendsABodyOnWithinTheOriginOnly() {
        assertThat(follow(QUERY, 307, "/y").body()).isPresent();
        assertThatThrownBy(() -> follow(QUERY, 308, "https://b.example/y"))
                .isInstanceOf(ConfigRejected.class)
                .hasMessageContaining("b.example");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303})
    void asksForTheResultOfAQueryWithGet(int status) {
        var next = follow(QUERY.header("Content-Type", "application/json"), status, "/y");
        assertThat(next.method()).isEqualTo("GET");
        assertThat(next.body()).isEmpty();
        assertThat(next.headers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/dir/page?a=1, ?lang=en, https://a.example/dir/page?lang=en",
        "https://a.example/dir/page, other?b, https://a.example/dir/other?b",
        "https://a.example/dir/page?a=/x, ../y, https://a.example/y",
        "https://a.example, y, https://a.example/y",
        "https://a.example?a=1, ?lang=en, https://a.example/?lang=en",
        "https://a.example/x?a=1, /y#part, https://a.example/y",
        "https://a.example/x?a=1, //b.example/y, https://b.example/y",
    })
    void leadsWhereTheAddressIsMeant(URI from, String location, URI to) {
        assertThat(follow(SourceRequest.get(from), 302, location).uri()).isEqualTo(to);
    }

    @Test
    void saysThatARedirectLeadsNowhere() {
        assertThatThrownBy(() -> Redirects.follow(SIGNED, 302, Optional.empty()))
                .isInstanceOf(UnexpectedResponse.class);
        assertThatThrownBy(() -> follow(SIGNED, 302, "http://[s3cret"))
                .isInstanceOf(UnexpectedResponse.class)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    private static SourceRequest follow(SourceRequest request, int status, String location) {
        return Redirects.follow(request, status, Optional.of(location));
    }
}
