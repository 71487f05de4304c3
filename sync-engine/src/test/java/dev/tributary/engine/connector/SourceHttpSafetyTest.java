package dev.tributary.engine.connector;

import static dev.tributary.connector.SourceRequest.get;
import static dev.tributary.engine.connector.FakeSource.status;
import static dev.tributary.engine.connector.FakeSource.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S3: sources are reached at public or opened addresses only")
final class SourceHttpSafetyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:PORT/a",
                "http://[::1]:PORT/a",
                "http://[::ffff:127.0.0.2]:PORT/a",
                "http://[::127.0.0.2]:PORT/a",
                "http://169.254.169.254/latest/meta-data",
                "http://10.1.2.3/",
                "http://0.0.0.0:PORT/a",
                "http://2130706433:PORT/a",
                "http://0x7f000001:PORT/a",
                "http://0177.0.0.1:PORT/a",
                "http://127.1:PORT/a",
                "http://user:pass@127.0.0.1:PORT/a",
                "ftp://127.0.0.1:PORT/a",
                "file:///etc/passwd"
            })
    void refusesAddressesInEveryDisguise(String address) {
        try (var lab = new Lab()) {
            var uri = URI.create(address.replace("PORT", String.valueOf(lab.source.port())));
            assertThatThrownBy(() -> lab.http().send(get(uri)))
                    .isInstanceOf(ConfigRejected.class)
                    .hasMessageNotContaining("pass@");
            assertThat(lab.source.seen()).isEmpty();
            assertThat(lab.time.waits()).isEmpty();
        }
    }

    @Test
    void namesTheHostAndTheSetting() {
        try (var lab = new Lab(_ -> addresses("192.168.7.7"))) {
            assertThatThrownBy(() -> lab.http().send(get(URI.create("http://wiki.corp.example/"))))
                    .isInstanceOf(ConfigRejected.class)
                    .hasMessageContaining("wiki.corp.example")
                    .hasMessageContaining("tributary.source.allowed-hosts")
                    .hasMessageNotContaining("192.168");
        }
    }

    @Test
    void refusesAHostOfWhichOneAddressIsPrivate() {
        try (var lab = new Lab(_ -> addresses("127.0.0.1", "10.0.0.1"))) {
            lab.source.on("/a", text(200, "fine"));
            assertThatThrownBy(() -> lab.http().send(get(named(lab, "/a")))).isInstanceOf(ConfigRejected.class);
            assertThat(lab.source.seen()).isEmpty();
        }
    }

    @Test
    void connectsToTheAddressThatWasCheckedThoughTheNameAnswersDifferentlyLater() throws InterruptedException {
        var answers = new ArrayDeque<>(List.of("127.0.0.1", "127.0.0.9"));
        try (var lab = new Lab(_ -> addresses(answers.removeFirst()))) {
            lab.source.on("/a", text(200, "fine", "Connection", "close"));
            assertThat(lab.http().send(get(named(lab, "/a"))).text()).isEqualTo("fine");
            assertThat(answers).containsExactly("127.0.0.9");
            assertThatThrownBy(() -> lab.http().send(get(named(lab, "/a")))).isInstanceOf(ConfigRejected.class);
        }
    }

    @Test
    void saysThatAHostDoesNotExist() {
        CheckedAddresses.Lookup nowhere = host -> {
            throw new UnknownHostException(host);
        };
        try (var lab = new Lab(nowhere)) {
            assertThatThrownBy(() -> lab.http().send(get(URI.create("http://typo.example/"))))
                    .isInstanceOf(SourceUnavailable.class)
                    .hasMessageContaining("typo.example")
                    .hasMessageContaining("no such host");
        }
    }

    @Test
    void checksTheTargetOfARedirect() {
        try (var lab = new Lab()) {
            lab.source.on("/a", status(302, "Location", "http://169.254.169.254/latest/meta-data"));
            assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                    .isInstanceOf(ConfigRejected.class)
                    .hasMessageContaining("169.254.169.254");
        }
    }

    @Test
    void followsARedirectWithinTheOriginWithItsCredentials() throws InterruptedException {
        try (var lab = new Lab()) {
            lab.source.on("/a", status(302, "Location", "/b?x=1#part")).on("/b", text(200, "fine"));
            var response = lab.http().send(get(lab.source.at("/a")).header("Authorization", "Bearer s3cret"));
            assertThat(response.text()).isEqualTo("fine");
            assertThat(response.uri()).isEqualTo(lab.source.at("/b?x=1"));
            assertThat(lab.source.seen()).allMatch(seen -> seen.has("Authorization"));
        }
    }

    @Test
    void sendsNoCredentialsOnToAnotherOrigin() throws InterruptedException {
        try (var lab = new Lab();
                var other = new FakeSource()) {
            lab.source.on("/a", status(307, "Location", other.at("/b").toString()));
            other.on("/b", text(200, "fine"));
            lab.http()
                    .send(get(lab.source.at("/a"))
                            .header("Authorization", "Bearer s3cret")
                            .header("Cookie", "session=s3cret")
                            .header("X-Api-Key", "s3cret")
                            .header("Accept", "text/plain"));
            var arrived = other.seen().getFirst();
            assertThat(arrived.headers().toString()).doesNotContain("s3cret");
            assertThat(arrived.has("Accept")).isTrue();
        }
    }

    @Test
    void endsACircleOfRedirects() {
        try (var lab = new Lab()) {
            lab.source.on("/a", status(302, "Location", "/a"));
            assertThatThrownBy(() -> lab.http().send(get(lab.source.at("/a"))))
                    .isInstanceOf(UnexpectedResponse.class)
                    .hasMessageContaining("10");
            assertThat(lab.source.seen()).hasSize(11);
        }
    }

    @Test
    void reachesAHostThatTheSettingsName() throws InterruptedException {
        try (var lab = new Lab();
                var client = new SourceClient(
                        Lab.settings("wiki.test:" + lab.source.port()),
                        lab.budgets,
                        lab.time,
                        lab.time,
                        _ -> addresses("127.0.0.1"));
                var session = client.session(Lab.ACCESS, lab.session().config(), Patience.OF_A_RUN)) {
            lab.source.on("/a", text(200, "fine"));
            assertThat(session.http().send(get(named(lab, "/a"))).text()).isEqualTo("fine");
            assertThatThrownBy(() -> session.http().send(get(lab.source.at("/a"))))
                    .isInstanceOf(ConfigRejected.class);
        }
    }

    @Test
    @DisplayName("S2: nothing that can be printed holds the secret")
    void printsNoSecret() {
        try (var lab = new Lab()) {
            assertThat(lab.session() + " " + lab.http() + " " + Lab.ACCESS).doesNotContain("s3cret");
            assertThatThrownBy(
                            () -> lab.http().send(get(lab.source.at("/a")).header("Authorization", "Bearer s3cret\n")))
                    .isInstanceOf(ConfigRejected.class)
                    .hasMessageContaining("Authorization")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private static URI named(Lab lab, String path) {
        return URI.create("http://wiki.test:" + lab.source.port() + path);
    }

    private static InetAddress[] addresses(String... literals) throws UnknownHostException {
        var all = new InetAddress[literals.length];
        for (var i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(literals[i]);
        }
        return all;
    }
}
