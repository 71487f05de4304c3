package dev.tributary.meta;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The declaration of one connector: all that a person and the engine know of it before it runs.
 *
 * @param id lower-case letters, digits and underscores; stored with every connector of this type, so it never changes
 * @param icon an SVG document, without script, drawn on a 24 by 24 grid
 * @param setup what to prepare at the source before the form can be filled in
 */
public record ConnectorMeta(
        String id,
        String name,
        String description,
        String icon,
        Setup setup,
        AuthConfig auth,
        List<ConfigField> fields,
        List<TagDefinition> tags,
        List<Capability> capabilities) {

    private static final String DOCUMENT_ICON =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M6 2h9l5 5v15H6z\"/></svg>";

    public ConnectorMeta {
        if (!id.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("'%s' is no connector id: a-z, 0-9 and _ only".formatted(id));
        }
        fields = List.copyOf(fields);
        tags = List.copyOf(tags);
        capabilities = List.copyOf(capabilities);
        requireDistinct(id, fields.stream().map(ConfigField::key));
        requireDistinct(id, tags.stream().map(TagDefinition::id));
    }

    /** Starts a declaration without questions, tags or special capabilities. */
    public static ConnectorMeta of(String id, String name, String description, AuthConfig auth) {
        return new ConnectorMeta(
                id, name, description, DOCUMENT_ICON, Setup.NONE, auth, List.of(), List.of(), List.of());
    }

    public ConnectorMeta drawnAs(String svg) {
        return new ConnectorMeta(id, name, description, svg, setup, auth, fields, tags, capabilities);
    }

    public ConnectorMeta afterSetup(Setup preparation) {
        return new ConnectorMeta(id, name, description, icon, preparation, auth, fields, tags, capabilities);
    }

    public ConnectorMeta asking(ConfigField... questions) {
        return new ConnectorMeta(id, name, description, icon, setup, auth, List.of(questions), tags, capabilities);
    }

    public ConnectorMeta tagging(TagDefinition... definitions) {
        return new ConnectorMeta(id, name, description, icon, setup, auth, fields, List.of(definitions), capabilities);
    }

    public ConnectorMeta capableOf(Capability... all) {
        return new ConnectorMeta(id, name, description, icon, setup, auth, fields, tags, List.of(all));
    }

    private static void requireDistinct(String connector, Stream<String> names) {
        var all = names.toList();
        if (new HashSet<>(all).size() < all.size()) {
            throw new IllegalArgumentException("%s declares a name twice: %s".formatted(connector, all));
        }
    }
}
