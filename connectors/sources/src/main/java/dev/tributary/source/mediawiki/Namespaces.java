package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ListsChoices.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The namespaces of a wiki, as siprop=namespaces and namespacealiases of
 * <a href="https://www.mediawiki.org/wiki/API:Siteinfo">API:Siteinfo</a> tell them.
 */
record Namespaces(List<Namespace> all) {

    private static final int CATEGORY = 14;

    /**
     * One of them.
     *
     * @param names the local name first, then the canonical one and aliases; the main namespace's local name is empty
     */
    record Namespace(int id, List<String> names) {

        /** Its local name, or what MediaWiki's own pages call the main namespace. */
        String label() {
            return id == 0 ? "(Main)" : names.getFirst();
        }

        boolean isCalled(String answer) {
            var plain = answer.replace('_', ' ').strip();
            return plain.equals(Integer.toString(id))
                    || plain.equalsIgnoreCase(label())
                    || (id == 0 && plain.equalsIgnoreCase("Main"))
                    || names.stream().anyMatch(plain::equalsIgnoreCase);
        }
    }

    Namespaces {
        all = List.copyOf(all);
    }

    static Namespaces in(JsonNode query) {
        var found = query.path("namespaces")
                .valueStream()
                .filter(namespace ->
                        namespace.path("id").isInt() && namespace.path("id").asInt() >= 0)
                .map(namespace -> namespace(namespace, query.path("namespacealiases")))
                .sorted(Comparator.comparingInt(Namespace::id))
                .toList();
        if (found.isEmpty()) {
            throw new UnexpectedResponse("The wiki names no namespaces in its site info", null);
        }
        return new Namespaces(found);
    }

    /** The namespaces that an administrator's answers mean; the main one if there are none. */
    List<Integer> chosen(List<String> answers) {
        return answers.isEmpty()
                ? List.of(0)
                : answers.stream().map(this::chosen).distinct().toList();
    }

    String label(int id) {
        return find(id).map(Namespace::label).orElseGet(() -> Integer.toString(id));
    }

    List<Choice> choices() {
        return all.stream()
                .map(namespace -> new Choice(Integer.toString(namespace.id()), namespace.label()))
                .toList();
    }

    /** The full title of a category that a person wrote with or without its namespace. */
    String categoryTitle(String answer) {
        var colon = answer.indexOf(':');
        var prefixed = colon > 0
                && find(CATEGORY)
                        .filter(category -> category.isCalled(answer.substring(0, colon)))
                        .isPresent();
        return "Category:" + (prefixed ? answer.substring(colon + 1) : answer).strip();
    }

    private Optional<Namespace> find(int id) {
        return all.stream().filter(namespace -> namespace.id() == id).findFirst();
    }

    private int chosen(String answer) {
        return all.stream()
                .filter(namespace -> namespace.isCalled(answer))
                .findFirst()
                .map(Namespace::id)
                .orElseThrow(() -> new ConfigRejected(
                        "namespaces",
                        "The wiki has no namespace '%s'; it has %s"
                                .formatted(
                                        answer,
                                        all.stream().map(Namespace::label).collect(Collectors.joining(", ")))));
    }

    private static Namespace namespace(JsonNode json, JsonNode aliases) {
        var id = json.path("id").asInt();
        var names = new ArrayList<String>();
        names.add(json.path("name").asString(""));
        names.addAll(Stream.concat(
                        Stream.of(json.path("canonical").asString("")),
                        aliases.valueStream()
                                .filter(alias -> alias.path("id").asInt(-1) == id)
                                .map(alias -> alias.path("alias").asString("")))
                .filter(name -> !name.isEmpty())
                .toList());
        return new Namespace(id, List.copyOf(names));
    }
}
