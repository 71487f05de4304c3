package dev.tributary.source.mediawiki;

import dev.tributary.connector.SourceSession;
import java.net.URI;

/** A wiki found at the address that an administrator gave. */
record Wiki(URI address, Namespaces namespaces) {

    /** Finds it once a run. */
    static Wiki of(SourceSession session) throws InterruptedException {
        return session.once("mediawiki.wiki", Wiki.class, () -> new WikiFinder(session).find());
    }

    MediaWikiApi api(SourceSession session) {
        return new MediaWikiApi(session, address);
    }
}
