package dev.tributary.engine.connector;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses anyone on the Internet can reach from all others: loopback, link-local with the metadata services,
 * private, shared, multicast, reserved and documentation ranges (the IANA special-purpose registries), and IPv6 forms
 * that carry such an IPv4 address inside.
 */
final class PublicAddresses {

    private static final List<AddressRange> SPECIAL_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Only this block holds global unicast addresses, so that everything outside it is refused. */
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    private static final List<AddressRange> SPECIAL_V6 = ranges("2001::/23", "2001:db8::/32", "3fff::/20");
    private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");
    private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] address) {
        if (address.length == 4) {
            return SPECIAL_V4.stream().noneMatch(range -> range.contains(address));
        }
        if (NAT64.contains(address)) {
            return contains(Arrays.copyOfRange(address, 12, 16));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return contains(Arrays.copyOfRange(address, 2, 6));
        }
        return GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRange::parse).toList();
    }
}
