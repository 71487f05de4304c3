package dev.tributary.connector;

/**
 * Whether a document that a listing leaves out is gone. Mandatory on each page, since forgetting to say "there was a
 * cap" is the most common way in which documents are deleted by mistake.
 */
public sealed interface Coverage {

    /** The page holds all that the source has at this place. */
    Coverage COMPLETE = new Complete();

    static Coverage partial(String reason) {
        return new Partial(reason);
    }

    record Complete() implements Coverage {}

    /**
     * A cap that cut, an unreadable container, a dropped item or the source's own ceiling hid documents that may still
     * exist. One such page, and nothing is removed by the run. Intended filters do not count.
     *
     * @param reason shown to the administrator
     */
    record Partial(String reason) implements Coverage {}
}
