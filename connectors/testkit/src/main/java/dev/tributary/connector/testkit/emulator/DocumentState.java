package dev.tributary.connector.testkit.emulator;

import java.time.Instant;

/** What mutations made of a document; all else about it follows from its position and the seed. */
record DocumentState(int version, int titles, int renames, Status status, Instant updated) {

    enum Status {
        LIVE,
        /** Listed, and marked as such. */
        ARCHIVED,
        /** Not listed, but still answered, and marked as such. */
        TRASHED,
        /** Neither listed nor answered. */
        DELETED
    }

    static DocumentState original(Instant updated) {
        return new DocumentState(1, 0, 0, Status.LIVE, updated);
    }

    DocumentState changed(Instant now) {
        return new DocumentState(version + 1, titles, renames, status, now);
    }

    DocumentState retitled(Instant now) {
        return new DocumentState(version, titles + 1, renames, status, now);
    }

    DocumentState renamed(Instant now) {
        return new DocumentState(version, titles, renames + 1, status, now);
    }

    DocumentState become(Status another, Instant now) {
        return new DocumentState(version, titles, renames, another, now);
    }
}
