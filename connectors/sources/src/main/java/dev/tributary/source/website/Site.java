package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.WebAddress;
import java.net.URI;

/** A site as one run sees it: reachable, its robots.txt read. Safe for use by several threads. */
record Site(SourceSession session, WebsiteSettings settings, Scope scope, String startUrl) {

    private static final String ACCEPTED = "text/html,application/xhtml+xml,text/markdown,text/plain;q=0.9,*/*;q=0.5";

    /** Opens the site, asking it for its robots.txt and start page once in a run. */
    static Site of(SourceSession session) throws InterruptedException {
        return session.once("website.site", Site.class, () -> open(session));
    }

    /** Sends a plain GET. */
    SourceResponse get(URI address) throws InterruptedException {
        return get(session, address);
    }

    private static Site open(SourceSession session) throws InterruptedException {
        var settings = WebsiteSettings.of(session.config());
        var robots = robots(session, settings.start());
        requireAllowed(robots, settings.start());
        var start = get(session, settings.start());
        if (start.isMissing()) {
            throw new ConfigRejected(
                    "startUrl",
                    "There is no page at %s: correct the address".formatted(WebAddress.printed(start.uri())));
        }
        if (!WebAddress.sameOrigin(start.uri(), settings.start())) {
            robots = robots(session, start.uri());
        }
        requireAllowed(robots, start.uri());
        return new Site(session, settings, Scope.of(settings, start.uri(), robots), CanonicalUrl.of(start.uri()));
    }

    private static void requireAllowed(Robots robots, URI start) {
        if (!robots.allows(CanonicalUrl.pathAndQuery(CanonicalUrl.of(start)))) {
            throw new ConfigRejected(
                    "startUrl",
                    "The robots.txt of %s forbids Tributary to read the start page: allow it there, or choose another page"
                            .formatted(WebAddress.origin(start)));
        }
    }

    /** RFC 9309 section 2.3.1: none, or one that is refused, allows everything; one that cannot be had, nothing. */
    private static Robots robots(SourceSession session, URI site) throws InterruptedException {
        var address = URI.create(WebAddress.origin(site) + "/robots.txt");
        try {
            var response = send(session, address, "text/plain,*/*;q=0.5");
            return response.isMissing() ? Robots.ALLOWING_ALL : Robots.parse(response.uri(), response.text());
        } catch (ConfigRejected | CredentialRejected refused) {
            return Robots.ALLOWING_ALL;
        }
    }

    private static SourceResponse get(SourceSession session, URI address) throws InterruptedException {
        return send(session, address, ACCEPTED);
    }

    /** Goes by the name that robots.txt knows us by, as RFC 9309 section 2.2.1 wants. */
    private static SourceResponse send(SourceSession session, URI address, String accepted)
            throws InterruptedException {
        return session.http()
                .send(SourceRequest.get(address).header("Accept", accepted).header("User-Agent", "Tributary"));
    }
}
