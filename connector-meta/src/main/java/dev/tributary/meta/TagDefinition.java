package dev.tributary.meta;

/**
 * A tag the connector can fill; the engine assigns it a slot of the given type.
 *
 * @param id its name in search filters and in {@code mapTags}
 */
public record TagDefinition(String id, String displayName, Type type) {

    public enum Type {
        TEXT,
        NUMBER,
        /** A point in time. */
        DATE,
        BOOLEAN
    }
}
