package dev.tributary.meta.catalog;

import dev.tributary.meta.ConnectorMeta;
import java.util.List;

/** All declarations, in alphabetical order of their names. */
public final class ConnectorCatalog {

    private static final List<ConnectorMeta> ALL = List.of(FolderMeta.META);

    private ConnectorCatalog() {}

    public static List<ConnectorMeta> all() {
        return ALL;
    }
}
