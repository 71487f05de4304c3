package dev.tributary.meta.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.CheckedInFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Write the file anew with {@code ./mvnw -pl connector-meta test -Dtest=CatalogFileTest -Dcatalog.write=true}. */
final class CatalogFileTest {

    private static final CheckedInFile FILE = new CheckedInFile("catalog.json");

    @Test
    void theCheckedInFileShowsTheCatalogAsItIs() throws IOException {
        FILE.shows(ConnectorCatalog.all());
    }

    @Test
    void everyDeclarationIsInTheFileOnce() throws IOException {
        assertThat(FILE.ids()).doesNotHaveDuplicates().hasSameSizeAs(ConnectorCatalog.all());
    }
}
