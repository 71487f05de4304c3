package dev.tributary.meta.catalog;

import dev.tributary.meta.ConnectorMeta;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All declarations. */
public final class ConnectorCatalog {

    private static final List<ConnectorMeta> ALL = Stream.of(
                    FolderMeta.META, GitHubMeta.META, MediaWikiMeta.META, RssMeta.META, WebsiteMeta.META)
            .sorted(Comparator.comparing(ConnectorMeta::name, String.CASE_INSENSITIVE_ORDER))
            .toList();

    private ConnectorCatalog() {}

    /** Returns them in the alphabetical order of their names. */
    public static List<ConnectorMeta> all() {
        return ALL;
    }
}
