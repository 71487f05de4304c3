package dev.tributary.engine.doctor;

import java.net.URI;
import reactor.core.publisher.Flux;

/** Looks at one thing. Changes nothing; opening secrets leaves an entry in the audit log. */
interface Check {

    /** What it looks at, as its findings have it. */
    String subject();

    /**
     * What it finds.
     *
     * @param callback the address of ours that OAuth providers send people back to
     */
    Flux<Finding> findings(URI callback);

    /** Needs nothing but this machine; made first. */
    interface OfHost extends Check {}

    /** Needs a database with all tables; made last. */
    interface OfStore extends Check {}
}
