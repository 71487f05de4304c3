package dev.tributary.engine.identity;

/** How a change to an account ended. */
public enum AccountChange {
    DONE,
    NO_SUCH_ACCOUNT,
    /** Refused: nobody would be left to manage people. */
    LAST_ADMIN
}
