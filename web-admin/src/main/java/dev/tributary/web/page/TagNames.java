package dev.tributary.web.page;

import dev.tributary.web.api.ConnectorsApi.Connector;
import java.util.List;

/** The tags that documents can be asked for. */
public final class TagNames {
    private TagNames() {}

    /** Those that documents of these connectors have. */
    public static List<String> of(List<Connector> connectors) {
        return connectors.stream()
                .flatMap(connector -> connector.tagSlots().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
