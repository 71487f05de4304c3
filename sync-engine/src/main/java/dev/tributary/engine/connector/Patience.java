package dev.tributary.engine.connector;

/** How long a session may wait for its source. */
public enum Patience {
    /** As long as the rules for runs allow. */
    OF_A_RUN,

    /** A person waits for the answer: everything the session sends takes a few seconds in all. */
    OF_A_PERSON
}
