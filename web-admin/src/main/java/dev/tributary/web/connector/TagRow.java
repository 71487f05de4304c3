package dev.tributary.web.connector;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.TagDefinition;
import dev.tributary.web.api.ConnectorsApi.Connector;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A tag that a connector can give its documents.
 *
 * @param kind text, number, date or boolean
 * @param state used, off (by a person), or noPlace
 * @param place the one of the knowledge base that it has, as in {@code text} and {@code 3}
 */
public record TagRow(String name, String kind, String state, Optional<Place> place) {

    /** A place of a knowledge base for the values of a tag: the kind, and which of them. */
    public record Place(String kind, String number) {
        /** Of the engine's name for it, as in {@code text_3}. */
        static Place of(String slot) {
            var line = slot.lastIndexOf('_');
            return line < 0 ? new Place(slot, "") : new Place(slot.substring(0, line), slot.substring(line + 1));
        }
    }

    static List<TagRow> of(Optional<ConnectorMeta> meta, Connector connector) {
        return meta.map(ConnectorMeta::tags).orElse(List.of()).stream()
                .map(tag -> row(tag, connector))
                .toList();
    }

    private static TagRow row(TagDefinition tag, Connector connector) {
        var place = Optional.ofNullable(connector.tagSlots().get(tag.id())).map(Place::of);
        var state = connector.disabledTagIds().contains(tag.id()) ? "off" : place.isPresent() ? "used" : "noPlace";
        return new TagRow(tag.displayName(), tag.type().name().toLowerCase(Locale.ROOT), state, place);
    }
}
