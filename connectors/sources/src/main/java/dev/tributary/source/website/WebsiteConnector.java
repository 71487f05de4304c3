package dev.tributary.source.website;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.WebsiteMeta;
import dev.tributary.source.website.PageReader.Reading;
import dev.tributary.source.website.SitemapListing.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads the pages of a web site.
 *
 * <p>Rests on RFC 9309 (robots.txt), the sitemaps.org protocol (https://www.sitemaps.org/protocol.html), RFC 3986
 * section 6.2 (equal addresses), RFC 6596 (rel=canonical), and the {@code robots} meta element and X-Robots-Tag header
 * as search engines read them.
 */
public final class WebsiteConnector implements Connector {

    /** What the cursors of the two ways to list begin with. */
    static final String SITEMAP = "s";

    static final String CRAWL = "c";

    @Override
    public ConnectorMeta meta() {
        return WebsiteMeta.META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var site = Site.of(session);
        var cursor = request.cursor().orElse("");
        if (cursor.startsWith(CRAWL)) {
            return new Crawl(site, Frontier.of(cursor.substring(CRAWL.length()))).page();
        }
        var crawl = new Crawl(site, Frontier.startingAt(site.startUrl()));
        if (site.settings().mode() != WebsiteSettings.Mode.CRAWL) {
            var position = cursor.isEmpty() ? Position.START : Position.of(cursor.substring(SITEMAP.length()));
            var walk = SitemapWalk.of(site);
            var page = new SitemapListing(site, walk).page(position);
            if (page.isPresent()) {
                return page.get();
            }
            walk.problems().forEach(crawl::note);
        }
        return crawl.page();
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        if (CanonicalUrl.of(externalId).filter(externalId::equals).isEmpty()) {
            return Optional.empty();
        }
        var site = Site.of(session);
        if (!site.scope().allows(externalId)) {
            throw new DocumentUnreadable(
                    "%s is outside of what the settings or the site's robots.txt allow".formatted(externalId), null);
        }
        var now = session.clock().instant();
        if (site.settings().mode() != WebsiteSettings.Mode.CRAWL) {
            var walk = SitemapWalk.of(site);
            if (walk.names(externalId)) {
                var reading = new PageReader(site).read(externalId);
                return new SitemapDocuments(walk, now).read(externalId, reading);
            }
        }
        return crawled(externalId, new PageReader(site).read(externalId), now);
    }

    /** What a page comes to that was found by following links. */
    private static Optional<ExternalDocument> crawled(String url, Reading reading, Instant now) {
        return switch (reading) {
            case Reading.Page(var page) -> Optional.of(PageDocument.read(url, page, Optional.empty(), now));
            case Reading.Gone() -> Optional.empty();
            case Reading.Unwanted(var reason) -> Optional.of(PageDocument.skipped(url, reason, Optional.empty(), now));
            case Reading.TooLarge(var reason) -> Optional.of(PageDocument.skipped(url, reason, Optional.empty(), now));
            case Reading.Failed(SourceUnavailable cause) -> throw cause;
            case Reading.Failed(var cause) -> throw new DocumentUnreadable(cause.getMessage(), cause);
        };
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        var problem = WebsiteSettings.problem(session.config());
        if (problem.isPresent()) {
            return problem.get();
        }
        try {
            var site = Site.of(session);
            if (site.settings().mode() == WebsiteSettings.Mode.SITEMAP) {
                var walk = SitemapWalk.of(site);
                walk.advance(1);
                if (walk.isDone() && !walk.isFound()) {
                    return new ConfigCheck.Rejected("mode", "The site has no sitemap: choose Following links");
                }
            }
            return new ConfigCheck.Accepted();
        } catch (ConfigRejected e) {
            return new ConfigCheck.Rejected(e.field().isEmpty() ? "startUrl" : e.field(), e.getMessage());
        } catch (CredentialRejected e) {
            return new ConfigCheck.Rejected(
                    "startUrl", "The start page asks for a sign-in; only public pages can be read");
        }
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE
                .text(PageHeading.SECTION, metadata.text(PageHeading.SECTION))
                .text(PageHeading.LANGUAGE, metadata.text(PageHeading.LANGUAGE))
                .text(PageHeading.DESCRIPTION, metadata.text(PageHeading.DESCRIPTION))
                .date(PageHeading.LAST_MODIFIED, metadata.instant(PageHeading.LAST_MODIFIED));
    }
}
