package dev.tributary.source.rss;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConfigCheck.Rejected;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.connector.kit.WebAddress;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.RssMeta;
import dev.tributary.source.rss.Feed.Completeness;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads the entries of a feed: RSS 2.0 and 0.9x (https://www.rssboard.org/rss-specification), RSS 1.0
 * (https://web.resource.org/rss/1.0/spec), Atom 1.0 (RFC 4287), over several documents by RFC 5005.
 */
public final class RssConnector implements Connector {

    private static final String ACCEPTED =
            "application/atom+xml,application/rss+xml,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5";

    @Override
    public ConnectorMeta meta() {
        return RssMeta.META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var position = request.cursor().map(FeedPosition::of).orElseGet(() -> FeedPosition.at(address(session)));
        var found = read(session, position);
        if (found.isEmpty()) {
            var reason = "%s, an older part of the feed, does not exist".formatted(WebAddress.printed(position.next()));
            return new DocumentPage.Last(List.of(), Coverage.partial(reason));
        }
        var feed = found.get();
        var whole = position.isFirst() ? feed.completeness() : position.completeness();
        var documents = documents(feed);
        var older = whole == Completeness.COMPLETE ? Optional.<URI>empty() : feed.older();
        if (older.isEmpty()) {
            return new DocumentPage.Last(documents, coverage(session, whole));
        }
        var next = position.then(older.get(), whole);
        return obstacle(feed, next)
                .<DocumentPage>map(reason -> new DocumentPage.Last(documents, Coverage.partial(reason)))
                .orElseGet(() -> new DocumentPage.More(documents, coverage(session, whole), next.cursor()));
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        var position = FeedPosition.at(address(session));
        while (true) {
            var feed = read(session, position);
            var document = feed.stream()
                    .flatMap(read -> documents(read).stream())
                    .filter(entry -> entry.externalId().equals(externalId))
                    .findFirst();
            var older = feed.filter(read -> read.completeness() != Completeness.COMPLETE)
                    .flatMap(Feed::older);
            if (document.isPresent() || older.isEmpty()) {
                return document;
            }
            var next = position.then(older.get(), position.completeness());
            if (obstacle(feed.get(), next).isPresent()) {
                return Optional.empty();
            }
            position = next;
        }
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        var address =
                WebAddress.parse(session.config().text("feedUrl")).filter(typed -> typed.getRawUserInfo() == null);
        if (address.isEmpty()) {
            return new Rejected("feedUrl", "The feed must have a web address, without a user name or password in it");
        }
        try {
            var response = get(session, address.get());
            return response.isMissing()
                    ? new Rejected("feedUrl", "There is nothing at this address: correct it")
                    : check(response);
        } catch (ConfigRejected e) {
            return new Rejected("feedUrl", e.getMessage());
        } catch (CredentialRejected e) {
            return new Rejected("feedUrl", "The feed asks for a sign-in; only public feeds can be read");
        }
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE
                .text(Entry.AUTHOR, metadata.text(Entry.AUTHOR))
                .text(Entry.CATEGORIES, metadata.text(Entry.CATEGORIES))
                .date(Entry.PUBLISHED, metadata.instant(Entry.PUBLISHED))
                .text(Entry.FEED, metadata.text(Entry.FEED));
    }

    private static ConfigCheck check(SourceResponse response) {
        try {
            Feed.of(response);
            return new ConfigCheck.Accepted();
        } catch (UnexpectedResponse noFeed) {
            var hint = Feed.namedIn(response)
                    .map(feed -> "%s; the page there names the feed %s".formatted(noFeed.getMessage(), feed))
                    .orElse(noFeed.getMessage());
            return new Rejected("feedUrl", hint);
        }
    }

    /** The feed at that position, or empty if an older part of it is gone. */
    private static Optional<Feed> read(SourceSession session, FeedPosition position) throws InterruptedException {
        var response = get(session, position.next());
        if (!response.isMissing()) {
            return Optional.of(Feed.of(response));
        }
        if (position.isFirst()) {
            throw new ConfigRejected(
                    "feedUrl",
                    "There is no feed at %s any more: correct the address"
                            .formatted(WebAddress.printed(position.next())));
        }
        return Optional.empty();
    }

    private static List<ExternalDocument> documents(Feed feed) {
        var byId = new LinkedHashMap<String, ExternalDocument>();
        feed.entries().stream().map(Entry::document).forEach(entry -> byId.putIfAbsent(entry.externalId(), entry));
        return List.copyOf(byId.values());
    }

    /** Why the next document cannot be read. */
    private static Optional<String> obstacle(Feed feed, FeedPosition next) {
        if (!WebAddress.sameOrigin(feed.address(), next.next())) {
            return Optional.of("The older part of the feed is on another site, %s, and not read"
                    .formatted(WebAddress.origin(next.next())));
        }
        if (next.wasAt(next.next())) {
            return Optional.of("The links to older parts of the feed go in a circle");
        }
        return next.isLong() ? Optional.of("The feed has more parts than can be read") : Optional.empty();
    }

    private static Coverage coverage(SourceSession session, Completeness whole) {
        var mirrors = session.config().text("mirror").equals("remove");
        return mirrors || whole != Completeness.NEWEST
                ? Coverage.COMPLETE
                : Coverage.partial("A feed lists only its newest entries; those that left it are kept");
    }

    private static URI address(SourceSession session) {
        return WebAddress.parse(session.config().text("feedUrl"))
                .orElseThrow(() -> new ConfigRejected("feedUrl", "The feed's address is no web address"));
    }

    private static SourceResponse get(SourceSession session, URI address) throws InterruptedException {
        return session.http().send(SourceRequest.get(address).header("Accept", ACCEPTED));
    }
}
