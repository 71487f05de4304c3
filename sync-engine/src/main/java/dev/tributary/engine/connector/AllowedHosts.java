package dev.tributary.engine.connector;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The private places that the settings open for sources. */
final class AllowedHosts {

    private record Place(String host, OptionalInt port) {
        boolean is(String otherHost, int otherPort) {
            return host.equals(otherHost) && (port.isEmpty() || port.getAsInt() == otherPort);
        }
    }

    private final List<AddressRange> ranges = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    AllowedHosts(List<String> entries) {
        entries.stream().map(String::strip).filter(entry -> !entry.isEmpty()).forEach(this::add);
    }

    /** Whether {@code host}, which stands for {@code address}, is opened for {@code port}. */
    boolean opens(String host, int port, InetAddress address) {
        var name = plain(host);
        return places.stream().anyMatch(place -> place.is(name, port))
                || ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** Whether the settings name this very host, or the range of an address that is written out, whatever a name stands for. */
    boolean names(String host, int port) {
        var name = plain(host);
        return places.stream().anyMatch(place -> place.is(name, port))
                || literal(name).stream()
                        .anyMatch(address -> ranges.stream().anyMatch(range -> range.contains(address)));
    }

    /** No name: no name service is asked. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private void add(String entry) {
        var colon = entry.lastIndexOf(':');
        if (entry.contains("/") || isAddress(entry)) {
            ranges.add(AddressRange.parse(entry));
        } else if (colon < 0 || entry.endsWith("]")) {
            places.add(new Place(plain(entry), OptionalInt.empty()));
        } else {
            places.add(new Place(plain(entry.substring(0, colon)), OptionalInt.of(port(entry, colon))));
        }
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
