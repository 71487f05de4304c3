package dev.tributary.engine.credential;

/** A stored secret does not open: its key is missing, or it is not what was sealed for this place. */
public final class SecretUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretUnreadable(String message) {
        super(message);
    }
}
