package dev.tributary.engine.credential;

/**
 * A column that holds sealed secrets: each one has to be declared as a bean, or a new key cannot take over from the old.
 *
 * @param key the column that tells rows of the table apart
 * @param owner to whom the secret of a row belongs, as it was sealed; of a {@link Shape#TEXT} the name is empty
 */
public record SealedColumn(String table, String key, String column, Shape shape, Owner owner) {

    /** How secrets lie in the column. */
    public enum Shape {
        /** One, or null. */
        TEXT,
        /** A JSON object of them, by name. */
        BY_NAME
    }

    /** Finds the owner by the row's key and the secret's name. */
    @FunctionalInterface
    public interface Owner {
        SecretOwner of(String key, String name);
    }

    /** One row per secret: {@code row_key}, {@code name}, {@code sealed} and the id of its {@code key}. */
    String secrets() {
        return switch (shape) {
            case TEXT ->
                "SELECT %1$s::text AS row_key, '' AS name, %2$s AS sealed, split_part(%2$s, '.', 2) AS key FROM %3$s WHERE %2$s IS NOT NULL"
                        .formatted(key, column, table);
            case BY_NAME ->
                "SELECT t.%1$s::text AS row_key, s.key AS name, s.value AS sealed, split_part(s.value, '.', 2) AS key FROM %3$s t CROSS JOIN LATERAL jsonb_each_text(t.%2$s) s"
                        .formatted(key, column, table);
        };
    }

    /** Puts {@code :next} in the place of {@code :sealed}, if that is still there. */
    String replacement() {
        return switch (shape) {
            case TEXT ->
                "UPDATE %3$s SET %2$s = :next WHERE %1$s::text = :row AND %2$s = :sealed AND :name = ''"
                        .formatted(key, column, table);
            case BY_NAME ->
                "UPDATE %3$s SET %2$s = jsonb_set(%2$s, ARRAY[:name], to_jsonb(:next::text)) WHERE %1$s::text = :row AND %2$s ->> :name = :sealed"
                        .formatted(key, column, table);
        };
    }
}
