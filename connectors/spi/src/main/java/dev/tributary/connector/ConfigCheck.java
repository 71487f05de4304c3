package dev.tributary.connector;

/** The verdict on an administrator's answers. */
public sealed interface ConfigCheck {

    record Accepted() implements ConfigCheck {}

    /** Names the question at fault, in words the administrator can act on. */
    record Rejected(String field, String reason) implements ConfigCheck {}
}
