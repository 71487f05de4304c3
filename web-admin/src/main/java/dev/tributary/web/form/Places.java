package dev.tributary.web.form;

import dev.tributary.meta.TagDefinition;
import dev.tributary.web.form.FormView.Place;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the values of tags are kept: a knowledge base has a few places of each type.
 *
 * @param byTag slots by the id of the tag, as the engine names them
 * @param without tags for which none is left
 */
public record Places(Map<String, String> byTag, Set<String> without) {
    public static final Places UNKNOWN = new Places(Map.of(), Set.of());

    public Places {
        byTag = Map.copyOf(byTag);
        without = Set.copyOf(without);
    }

    Optional<Place> of(TagDefinition tag) {
        return Optional.ofNullable(byTag.get(tag.id()))
                .map(slot -> slot.replaceAll(".*_", ""))
                .filter(number -> number.matches("[0-9]{1,3}"))
                .map(number -> new Place(tag.type(), Integer.parseInt(number), count(tag.type())));
    }

    private static int count(TagDefinition.Type type) {
        return switch (type) {
            case TEXT -> 7;
            case NUMBER -> 5;
            case DATE -> 2;
            case BOOLEAN -> 3;
        };
    }
}
