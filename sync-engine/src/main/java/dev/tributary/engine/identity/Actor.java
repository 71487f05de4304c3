package dev.tributary.engine.identity;

/** Who did something, as the audit log names it. */
public record Actor(String name) {

    /** The engine on its own account: a schedule, a clean-up. */
    public static final Actor ENGINE = new Actor("engine");

    /** Somebody who runs a command on the machine itself, where nobody signs in. */
    public static final Actor COMMAND = new Actor("command");

    /** Somebody who is not signed in. */
    public static final Actor ANONYMOUS = new Actor("anonymous");
}
