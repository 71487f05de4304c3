package dev.tributary.source.github;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.util.Locale;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a tree.
 *
 * @param path from the tree it was read from; from the root of the repository once {@link #under} is applied
 * @param sha the name Git gives the content: it changes with the content and with nothing else
 */
record Entry(String path, Kind kind, String sha, OptionalLong size) {

    enum Kind {
        FILE,
        FOLDER,
        LINK,
        SUBMODULE
    }

    /** Reads an entry as the page on Git trees describes it. */
    static Entry of(JsonNode json) {
        return new Entry(
                Fields.text(json, "path"),
                kind(Fields.text(json, "type"), Fields.text(json, "mode")),
                Fields.text(json, "sha"),
                json.path("size").longValueOpt());
    }

    Entry under(String folder) {
        return new Entry(folder + path, kind, sha, size);
    }

    /** Sorts files and folders as the full paths of all files within would be sorted. */
    String key() {
        return kind == Kind.FOLDER ? path + "/" : path;
    }

    /** The last part of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** In lower case, without the dot; empty if there is none. */
    String extension() {
        var dot = name().lastIndexOf('.');
        return dot > 0 ? name().substring(dot + 1).toLowerCase(Locale.ROOT) : "";
    }

    private static Kind kind(String type, String mode) {
        return switch (type) {
            case "tree" -> Kind.FOLDER;
            case "commit" -> Kind.SUBMODULE;
            case "blob" -> mode.equals("120000") ? Kind.LINK : Kind.FILE;
            default -> throw new UnexpectedResponse("GitHub's tree holds an entry of type '%s'".formatted(type), null);
        };
    }
}
