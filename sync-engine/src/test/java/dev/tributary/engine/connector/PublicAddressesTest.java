package dev.tributary.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S3: which addresses sources may be at")
final class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "::8.8.8.8",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1",
                "2001:2::1",
                "3fff::1",
                "100::1"
            })
    void refusesWhatIsNotPublic(String literal) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1"
            })
    void acceptsWhatIsPublic(String literal) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void treatsAnAddressInsideAnotherLikeItself(long seed) throws UnknownHostException {
        var random = new SplittableRandom(seed);
        for (var i = 0; i < 2_000; i++) {
            var v4 = new byte[4];
            random.nextBytes(v4);
            var plain = PublicAddresses.contains(InetAddress.getByAddress(v4));
            assertThat(PublicAddresses.contains(inside(v4, 12, 0x00, 0x64, 0xff, 0x9b)))
                    .isEqualTo(plain);
            assertThat(PublicAddresses.contains(inside(v4, 2, 0x20, 0x02))).isEqualTo(plain);
            assertThat(PublicAddresses.contains(inside(v4, 12))).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.9.9.9, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.255, true",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12::1, true",
        "fd00::/8, fc12::1, false",
        "::1, ::1, true"
    })
    void readsRanges(String range, String address, boolean inside) {
        assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "wiki.example/8", "fd00::/129", "10.0.0.0/-1"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> new AllowedHosts(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @CsvSource({
        "wiki.corp, wiki.corp, 80, true",
        "wiki.corp, WIKI.corp., 8080, true",
        "wiki.corp, other.corp, 80, false",
        "wiki.corp, sub.wiki.corp, 80, false",
        "wiki.corp:8080, wiki.corp, 8080, true",
        "wiki.corp:8080, wiki.corp, 80, false",
        "10.0.0.0/8, any.corp, 80, true",
        "10.0.0.5, any.corp, 80, true",
        "10.0.0.5:81, 10.0.0.5, 81, true",
        "10.0.0.5:81, 10.0.0.5, 80, false",
        "192.168.0.0/16, any.corp, 80, false"
    })
    void opensWhatTheSettingsName(String entry, String host, int port, boolean opened) {
        assertThat(new AllowedHosts(List.of(entry)).opens(host, port, InetAddress.ofLiteral("10.0.0.5")))
                .isEqualTo(opened);
    }

    @Test
    void opensIpv6HostsWithAndWithoutAPort() {
        var loopback = InetAddress.ofLiteral("::1");
        assertThat(new AllowedHosts(List.of("::1")).opens("x", 1, loopback)).isTrue();
        assertThat(new AllowedHosts(List.of("[::1]:8080")).opens("::1", 8080, loopback))
                .isTrue();
        assertThat(new AllowedHosts(List.of("[::1]:8080")).opens("::1", 80, loopback))
                .isFalse();
    }

    private static InetAddress inside(byte[] v4, int at, int... prefix) throws UnknownHostException {
        var v6 = new byte[16];
        for (var i = 0; i < prefix.length; i++) {
            v6[i] = (byte) prefix[i];
        }
        System.arraycopy(v4, 0, v6, at, 4);
        return InetAddress.getByAddress(v6);
    }
}
