package dev.tributary.engine.welcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The folder that the connector of "Welcome" reads: the one of the source tree where the engine runs from it, else one in
 * the data directory, filled with what is in the jar.
 */
final class WelcomeFolder {

    private static final String SHIPPED = "classpath*:welcome/*.md";

    private final Path sourceTree;
    private final Path unpacked;

    WelcomeFolder(Path workingDirectory, Path data) {
        this.sourceTree = workingDirectory.resolve("sync-engine", "welcome").toAbsolutePath();
        this.unpacked = data.resolve("welcome");
    }

    Path place() {
        return Files.isDirectory(sourceTree) ? sourceTree : unpacked;
    }

    /** Brings the folder up to date with this version and returns it. Files that are right already stay untouched. */
    Path prepared() throws IOException {
        var place = place();
        if (place.equals(sourceTree)) {
            return sourceTree;
        }
        Files.createDirectories(unpacked);
        var names = new HashSet<String>();
        for (var document : new PathMatchingResourcePatternResolver().getResources(SHIPPED)) {
            names.add(unpack(document));
        }
        removeAllBut(names);
        return unpacked;
    }

    private String unpack(Resource document) throws IOException {
        var name = Objects.requireNonNull(document.getFilename());
        var file = unpacked.resolve(name);
        var content = document.getContentAsByteArray();
        if (!Files.exists(file) || !Arrays.equals(content, Files.readAllBytes(file))) {
            Files.write(file, content);
        }
        return name;
    }

    private void removeAllBut(Set<String> names) throws IOException {
        try (var documents = Files.newDirectoryStream(unpacked, "*.md")) {
            for (var document : documents) {
                if (!names.contains(document.getFileName().toString())) {
                    Files.delete(document);
                }
            }
        }
    }
}
