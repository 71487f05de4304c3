package dev.tributary.meta.oauth.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.CheckedInFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Write the file anew with {@code ./mvnw -pl connector-meta test -Dtest=ProvidersFileTest -Dcatalog.write=true}. */
final class ProvidersFileTest {

    private static final CheckedInFile FILE = new CheckedInFile("providers.json");

    @Test
    void theCheckedInFileShowsTheCatalogAsItIs() throws IOException {
        FILE.shows(ProviderCatalog.all());
    }

    @Test
    void everyDeclarationIsInTheFileOnce() throws IOException {
        assertThat(FILE.ids()).doesNotHaveDuplicates().hasSameSizeAs(ProviderCatalog.all());
    }
}
