package dev.tributary.engine.connector;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The private places that the settings, and admins besides, open for sources. Thread-safe. */
public final class AllowedHosts {

    private record Place(String host, OptionalInt port) {
        boolean is(String otherHost, int otherPort) {
            return host.equals(otherHost) && (port.isEmpty() || port.getAsInt() == otherPort);
        }
    }

    private record Places(List<AddressRange> ranges, List<Place> places) {

        static Places of(List<String> entries) {
            var ranges = new ArrayList<AddressRange>();
            var places = new ArrayList<Place>();
            for (var entry : entries.stream().map(String::strip).toList()) {
                if (isRange(entry)) {
                    ranges.add(AddressRange.parse(entry));
                } else if (!entry.isEmpty()) {
                    places.add(place(entry));
                }
            }
            return new Places(List.copyOf(ranges), List.copyOf(places));
        }

        boolean name(String host, int port) {
            return places.stream().anyMatch(place -> place.is(host, port));
        }

        boolean hold(InetAddress address) {
            return ranges.stream().anyMatch(range -> range.contains(address));
        }
    }

    private final Places fixed;
    private volatile Places added = Places.of(List.of());

    AllowedHosts(List<String> entries) {
        this.fixed = Places.of(entries);
    }

    /** Opens these, and no longer those that this was called with before. */
    void open(List<String> entries) {
        added = Places.of(entries);
    }

    /**
     * The entry in one spelling.
     *
     * @throws IllegalArgumentException if it is no host, host:port, address or CIDR range
     */
    public static String checked(String entry) {
        var plain = entry.strip().toLowerCase(Locale.ROOT);
        if (isRange(plain)) {
            return AddressRange.parse(plain).text();
        }
        var place = place(plain);
        if (!place.host().matches("[a-z0-9_]([a-z0-9._-]*[a-z0-9_])?") || plain.startsWith("[")) {
            throw new IllegalArgumentException("'%s' is no host, host:port, address or CIDR range".formatted(entry));
        }
        return place.host() + (place.port().isPresent() ? ":" + place.port().getAsInt() : "");
    }

    /** Whether {@code host}, which stands for {@code address}, is opened for {@code port}. */
    boolean opens(String host, int port, InetAddress address) {
        var name = plain(host);
        var now = added;
        return fixed.name(name, port) || fixed.hold(address) || now.name(name, port) || now.hold(address);
    }

    /** Whether this very host is named, or the range of an address that is written out, whatever a name stands for. */
    boolean names(String host, int port) {
        var name = plain(host);
        var now = added;
        return fixed.name(name, port)
                || now.name(name, port)
                || literal(name).stream().anyMatch(address -> fixed.hold(address) || now.hold(address));
    }

    /** No name: no name service is asked. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private static boolean isRange(String entry) {
        return entry.contains("/") || isAddress(entry);
    }

    private static Place place(String entry) {
        var colon = entry.lastIndexOf(':');
        return colon < 0 || entry.endsWith("]")
                ? new Place(plain(entry), OptionalInt.empty())
                : new Place(plain(entry.substring(0, colon)), OptionalInt.of(port(entry, colon)));
    }

    private static boolean isAddress(String entry) {
        return entry.matches("[0-9.]+") || (entry.indexOf(':') != entry.lastIndexOf(':') && !entry.startsWith("["));
    }

    private static int port(String entry, int colon) {
        try {
            return Integer.parseInt(entry.substring(colon + 1));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' in %s is no host, host:port or CIDR range".formatted(entry, SourceSettings.ALLOWED_HOSTS), e);
        }
    }

    private static String plain(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var name = bare.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
