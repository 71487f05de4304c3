package dev.tributary.engine.connector;

import java.math.BigInteger;
import java.net.InetAddress;

/** A block of addresses in CIDR notation, or a single address. */
record AddressRange(BigInteger network, int bits, int width, String text) {

    static AddressRange parse(String text) {
        var slash = text.indexOf('/');
        var literal = slash < 0 ? text : text.substring(0, slash);
        try {
            var address = InetAddress.ofLiteral(literal).getAddress();
            var width = address.length * 8;
            var bits = slash < 0 ? width : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > width) {
                throw new IllegalArgumentException("no such prefix length");
            }
            return new AddressRange(prefix(address, bits), bits, width, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'%s' is neither an address nor a CIDR range".formatted(text), e);
        }
    }

    boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    boolean contains(byte[] address) {
        return address.length * 8 == width && prefix(address, bits).equals(network);
    }

    private static BigInteger prefix(byte[] address, int bits) {
        return new BigInteger(1, address).shiftRight(address.length * 8 - bits);
    }

    @Override
    public String toString() {
        return text;
    }
}
