package dev.tributary.engine.storage;

/** Why Tributary does not start, and what the person who started it can do about it. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String reason;
    private final String action;

    public StartRefused(String reason, String action) {
        super(reason + " " + action);
        this.reason = reason;
        this.action = action;
    }

    public StartRefused(String reason, String action, Throwable cause) {
        super(reason + " " + action, cause);
        this.reason = reason;
        this.action = action;
    }

    public String reason() {
        return reason;
    }

    public String action() {
        return action;
    }
}
