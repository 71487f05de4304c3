package dev.tributary.web.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What the build has packaged. */
final class Jars {
    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Jars() {}

    static Path engine() {
        return packaged(ROOT.resolve("sync-engine/target"), "sync-engine-*.jar");
    }

    static Path admin() {
        return packaged(ROOT.resolve("web-admin/target"), "web-admin-*-standalone.jar");
    }

    /** Where a class of another module comes from: a jar, or its classes. */
    static Path of(Class<?> type) {
        try {
            return Path.of(Objects.requireNonNull(type.getProtectionDomain().getCodeSource())
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path root() {
        return ROOT;
    }

    private static Path packaged(Path target, String name) {
        try (var found = Files.newDirectoryStream(target, name)) {
            for (var jar : found) {
                return jar;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("build first: there is no %s in %s".formatted(name, target));
    }
}
