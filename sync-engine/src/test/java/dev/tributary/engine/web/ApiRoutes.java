package dev.tributary.engine.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** All that the API takes, as its own description has it. */
public record ApiRoutes(JsonNode document) {

    /** A place in the body of a request where a text may stand, with the body that has nothing but what was put there. */
    public record Text(Route route, String field, JsonNode body) {
        @Override
        public String toString() {
            return route + " " + field;
        }
    }

    /** A method, a path with its variables, and the names of the parameters behind it. */
    public record Route(String method, String path, List<String> parameters) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    public Stream<Route> routes() {
        return operations().keySet().stream();
    }

    private Map<Route, JsonNode> operations() {
        var all = new TreeMap<Route, JsonNode>(Comparator.comparing(Route::toString));
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> all.put(
                                new Route(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        parameters(operation.getValue())),
                                operation.getValue())));
        return all;
    }

    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString())
                .toList();
    }

    /** Every place of a body where a text may stand, filled with that text. */
    public Stream<Text> texts(String text) {
        return texts(JsonNodeFactory.instance.stringNode(text));
    }

    /** The same places with nothing in them. */
    public Stream<Text> nulls() {
        return texts(JsonNodeFactory.instance.nullNode());
    }

    private Stream<Text> texts(JsonNode text) {
        return operations().entrySet().stream().flatMap(operation -> {
            var schema = operation
                    .getValue()
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            return places(schema, text, 0).stream()
                    .map(place -> new Text(operation.getKey(), place.path(), place.value()));
        });
    }

    private record Place(String path, JsonNode value) {}

    private List<Place> places(JsonNode schema, JsonNode text, int depth) {
        if (schema.has("$ref")) {
            var name = schema.path("$ref").asString().replaceFirst(".*/", "");
            return depth > 4 ? List.of() : places(document.at("/components/schemas/" + name), text, depth + 1);
        }
        var places = new ArrayList<Place>();
        schema.path("properties")
                .properties()
                .forEach(property -> places(property.getValue(), text, depth)
                        .forEach(place -> places.add(within(property.getKey(), place))));
        if (schema.path("additionalProperties").asBoolean(false)) {
            places.add(within("a", new Place("", text)));
        } else if (schema.path("additionalProperties").isObject()) {
            places(schema.path("additionalProperties"), text, depth).forEach(place -> places.add(within("a", place)));
        }
        if (schema.has("items")) {
            places(schema.path("items"), text, depth)
                    .forEach(place -> places.add(new Place(
                            "[0]" + place.path(),
                            JsonNodeFactory.instance.arrayNode().add(place.value()))));
        }
        if (isText(schema)) {
            places.add(new Place("", text));
        }
        return places;
    }

    private static boolean isText(JsonNode schema) {
        var type = schema.path("type");
        return type.asString("").equals("string")
                || type.valueStream().anyMatch(one -> one.asString().equals("string"));
    }

    private static Place within(String name, Place place) {
        var joined = place.path().isEmpty() || place.path().startsWith("[") ? place.path() : "." + place.path();
        return new Place(name + joined, JsonNodeFactory.instance.objectNode().set(name, place.value()));
    }
}
