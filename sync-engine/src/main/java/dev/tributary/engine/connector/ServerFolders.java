package dev.tributary.engine.connector;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceConfig;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The folders of this machine that connectors may read. Who may add a connector may not by that read every file that the
 * engine's account can: keys, other people's homes, the engine's own data. Immutable.
 */
public final class ServerFolders {

    static final String SETTING = "TRIBUTARY_FOLDERS";

    private final List<Path> open;
    private final List<Path> closed;
    private final List<Path> shipped;

    /** A folder that comes with Tributary: open wherever it is. */
    public record Shipped(Path path) {}

    /**
     * @param open what may be read, hidden folders below it aside
     * @param closed what may not, although it lies below an open one, nor a folder that holds it
     */
    public ServerFolders(Collection<Path> open, Collection<Path> closed, Collection<Shipped> shipped) {
        this.open = open.stream().map(ServerFolders::real).toList();
        this.closed = closed.stream().map(ServerFolders::real).toList();
        this.shipped = shipped.stream().map(folder -> real(folder.path())).toList();
    }

    /** Every folder of the machine. */
    public static ServerFolders all() {
        return new ServerFolders(List.of(Path.of("/")), List.of(), List.of());
    }

    /** What is open, apart from what comes with Tributary. */
    public List<Path> open() {
        return open;
    }

    /** Refuses answers to folder fields that lead elsewhere. */
    void check(ConnectorMeta type, SourceConfig config) {
        type.fields().stream()
                .filter(field -> field instanceof ShortInput input && input.format() == Format.FOLDER)
                .forEach(field -> config.list(field.key()).forEach(answer -> check(field.key(), answer)));
    }

    /** What it says is the same whether the folder exists or not. */
    private void check(String field, String answer) {
        if (!mayRead(answer)) {
            throw new ConfigRejected(
                    field,
                    "'%s' is not among the folders that may be read here, which are %s. Whoever runs Tributary opens others with the setting %s"
                            .formatted(answer, open, SETTING));
        }
    }

    private boolean mayRead(String answer) {
        try {
            var given = Path.of(answer);
            var real = real(given);
            return given.isAbsolute()
                    && given.equals(given.normalize())
                    && (shipped.contains(real) || (isOpen(real) && !isClosed(real)));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    private boolean isOpen(Path folder) {
        return open.stream().anyMatch(root -> folder.startsWith(root) && !isHidden(root.relativize(folder)));
    }

    private boolean isClosed(Path folder) {
        return closed.stream().anyMatch(place -> folder.startsWith(place) || place.startsWith(folder));
    }

    private static boolean isHidden(Path below) {
        return StreamSupport.stream(below.spliterator(), false)
                .anyMatch(name -> name.toString().startsWith("."));
    }

    /** Without the symbolic links on the way to it, as far as it exists. */
    private static Path real(Path path) {
        var whole = path.toAbsolutePath().normalize();
        for (var there = whole; there != null; there = there.getParent()) {
            if (Files.exists(there)) {
                try {
                    return there.toRealPath().resolve(there.relativize(whole));
                } catch (IOException goneOrClosed) {
                    return whole;
                }
            }
        }
        return whole;
    }

    @Override
    public String toString() {
        return "ServerFolders" + open;
    }
}
