package dev.tributary.meta.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Write the file anew with {@code ./mvnw -pl connector-meta test -Dtest=CatalogFileTest -Dcatalog.write=true}. */
final class CatalogFileTest {

    private static final Path FILE = Path.of("catalog.json");

    @Test
    void theCheckedInFileShowsTheCatalogAsItIs() throws IOException {
        var catalog = CatalogMapper.INSTANCE.writeValueAsString(ConnectorCatalog.all()) + "\n";
        if (Boolean.getBoolean("catalog.write")) {
            Files.writeString(FILE, catalog, UTF_8);
        }
        assertThat(FILE)
                .as("connector-meta/catalog.json; the comment of this test says how to write it anew")
                .content(UTF_8)
                .isEqualTo(catalog);
    }

    @Test
    void everyDeclarationIsInTheFileOnce() throws IOException {
        var file = CatalogMapper.INSTANCE.readTree(Files.readString(FILE, UTF_8));
        var ids = file.valueStream().map(type -> type.path("id").asString()).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSameSizeAs(ConnectorCatalog.all());
    }
}
