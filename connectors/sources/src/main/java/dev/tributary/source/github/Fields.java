package dev.tributary.source.github;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import tools.jackson.databind.JsonNode;

/** Reads the fields that GitHub's API description requires. */
final class Fields {

    private Fields() {}

    static String text(JsonNode object, String name) {
        return object.path(name).stringValueOpt().orElseThrow(() -> missing(name));
    }

    static JsonNode array(JsonNode value, String what) {
        if (!value.isArray()) {
            throw missing(what);
        }
        return value;
    }

    private static UnexpectedResponse missing(String name) {
        return new UnexpectedResponse(
                "GitHub's answer lacks '%s', which its API description requires".formatted(name), null);
    }
}
