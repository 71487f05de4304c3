package dev.tributary.engine.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.meta.ConnectorMeta;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConnectorRegistryTest {

    @TempDir
    private Path directory;

    @Test
    void findsConnectorsByTheirType() throws IOException {
        var registry = registry(ScriptedConnector.class.getName());
        assertThat(registry.find("scripted")).containsInstanceOf(ScriptedConnector.class);
        assertThat(registry.declaration("scripted")).map(ConnectorMeta::name).contains("Scripted");
        assertThat(registry.all()).hasAtLeastOneElementOfType(ScriptedConnector.class);
        assertThat(registry.declarations()).extracting(ConnectorMeta::id).contains("scripted");
        assertThat(registry.find("nothing")).isEmpty();
        assertThat(registry.problems()).isEmpty();
    }

    @Test
    void aConnectorThatCannotBeLoadedLeavesTheOthersAlone() throws IOException {
        var registry = registry(
                "no.such.Connector",
                Exploding.class.getName(),
                Nameless.class.getName(),
                ScriptedConnector.class.getName());
        assertThat(registry.find("scripted")).isPresent();
        assertThat(registry.problems())
                .hasSize(3)
                .extracting(ConnectorRegistry.Problem::reason)
                .anySatisfy(reason -> assertThat(reason).contains("no.such.Connector"));
    }

    @Test
    void keepsTheFirstOfTwoWithTheSameType() throws IOException {
        var registry = registry(ScriptedConnector.class.getName(), Twin.class.getName());
        assertThat(registry.find("scripted")).get().isExactlyInstanceOf(ScriptedConnector.class);
        assertThat(registry.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).contains(Twin.class.getName()));
    }

    private ConnectorRegistry registry(String... classes) throws IOException {
        var services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.writeString(services.resolve(Connector.class.getName()), String.join("\n", classes), UTF_8);
        var parent = ConnectorRegistryTest.class.getClassLoader();
        try (var loader = new URLClassLoader(new URL[] {directory.toUri().toURL()}, parent)) {
            return ConnectorRegistry.load(loader);
        }
    }

    public static final class Exploding extends ScriptedConnector {
        public Exploding() {
            throw new IllegalStateException("cannot start");
        }
    }

    public static final class Nameless extends ScriptedConnector {
        @Override
        public ConnectorMeta meta() {
            throw new IllegalStateException("no declaration");
        }
    }

    public static final class Twin extends ScriptedConnector {}
}
