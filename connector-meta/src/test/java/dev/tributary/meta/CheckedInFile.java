package dev.tributary.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of this module that shows declarations as JSON; {@code -Dcatalog.write=true} writes it anew. */
public record CheckedInFile(Path path) {

    public CheckedInFile(String name) {
        this(Path.of(name));
    }

    /** Writes the file anew if asked to, and compares it. */
    public void shows(List<?> declarations) throws IOException {
        var json = DeclarationMapper.INSTANCE.writeValueAsString(declarations) + "\n";
        if (Boolean.getBoolean("catalog.write")) {
            Files.writeString(path, json, UTF_8);
        }
        assertThat(path)
                .as("connector-meta/%s; the comment of this test says how to write it anew", path)
                .content(UTF_8)
                .isEqualTo(json);
    }

    /** Reads the ids in the file, one for each declaration. */
    public List<String> ids() throws IOException {
        return DeclarationMapper.INSTANCE
                .readTree(Files.readString(path, UTF_8))
                .valueStream()
                .map(declaration -> declaration.path("id").asString())
                .toList();
    }
}
