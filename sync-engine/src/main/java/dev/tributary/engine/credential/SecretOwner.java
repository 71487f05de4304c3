package dev.tributary.engine.credential;

/**
 * Where a secret belongs. It is bound to that place: copied into another row, or another field, it does not open.
 *
 * @param row the owning row, with its table, such as {@code connector/42}
 * @param purpose which secret of the row, such as {@code apiKey}
 */
public record SecretOwner(String row, String purpose) {
    public SecretOwner {
        if (row.isBlank() || purpose.isBlank()) {
            throw new IllegalArgumentException("a secret belongs to a row and has a purpose");
        }
    }

    @Override
    public String toString() {
        return purpose + " of " + row;
    }
}
