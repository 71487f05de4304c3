package dev.tributary.engine.connector;

import dev.tributary.connector.Connector;
import dev.tributary.meta.ConnectorMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connectors there are, by the id of their declaration. One that cannot be loaded leaves the others alone. */
public final class ConnectorRegistry {

    /** A connector that could not be loaded, and why. */
    public record Problem(String reason) {}

    private record Registered(ConnectorMeta meta, Connector connector) {}

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRegistry.class);

    /** A broken list of connectors may fail for each of its lines; this many are taken for one that never ends. */
    private static final int MOST_PROBLEMS = 1_000;

    private final Map<String, Registered> byId = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private ConnectorRegistry() {}

    /** Finds the connectors that {@code loader} knows as services. */
    public static ConnectorRegistry load(ClassLoader loader) {
        var registry = new ConnectorRegistry();
        var found = ServiceLoader.load(Connector.class, loader).iterator();
        while (registry.problems.size() < MOST_PROBLEMS) {
            try {
                registry.add(found.next());
            } catch (NoSuchElementException end) {
                break;
            } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
                registry.report("A connector could not be loaded: " + e.getMessage());
            }
        }
        return registry;
    }

    /** The connector of that type, if there is one. */
    public Optional<Connector> find(String type) {
        return Optional.ofNullable(byId.get(type)).map(Registered::connector);
    }

    /** The declaration of that type, if there is one. */
    public Optional<ConnectorMeta> declaration(String type) {
        return Optional.ofNullable(byId.get(type)).map(Registered::meta);
    }

    /** All connectors, in the order of their ids. */
    public List<Connector> all() {
        return byId.values().stream().map(Registered::connector).toList();
    }

    /** All declarations, in the order of their ids. */
    public List<ConnectorMeta> declarations() {
        return byId.values().stream().map(Registered::meta).toList();
    }

    /** What could not be loaded. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void add(Connector connector) {
        var meta = connector.meta();
        var other = byId.putIfAbsent(meta.id(), new Registered(meta, connector));
        if (other != null) {
            report("'%s' is declared by %s and by %s; the first is used"
                    .formatted(
                            meta.id(),
                            other.connector().getClass().getName(),
                            connector.getClass().getName()));
        }
    }

    private void report(String reason) {
        problems.add(new Problem(reason));
        LOG.warn(reason);
    }
}
