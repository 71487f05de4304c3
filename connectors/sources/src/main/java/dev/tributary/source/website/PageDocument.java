package dev.tributary.source.website;

import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.source.website.WebPage.Heading;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Builds documents, for listings and single reads alike. The hash names the sitemap's time if it can be relied on, and
 * otherwise the digest of what the page says: ETag and Last-Modified change on many sites with each deployment or each
 * answer, and spare nothing, as a page has to be read for its links anyway.
 */
final class PageDocument {

    private PageDocument() {}

    /** A page that is not read, since the sitemap says when it changed. */
    static ExternalDocument unread(String url, Lastmod lastmod) {
        return document(
                url, lastmod.text(), PageHeading.of(URI.create(url)), new Content.Deferred(), Optional.of(lastmod));
    }

    static ExternalDocument read(String url, WebPage page, Optional<Lastmod> lastmod, Instant now) {
        var content = page.directives().forbidIndexing()
                ? new Content.Skipped("The page asks not to be indexed (robots noindex)")
                : page.content();
        return document(url, version(lastmod, now).orElse(page.version()), page.heading(), content, lastmod);
    }

    static ExternalDocument skipped(String url, String reason, Optional<Lastmod> lastmod, Instant now) {
        var version = version(lastmod, now).orElse("skipped");
        return document(url, version, PageHeading.of(URI.create(url)), new Content.Skipped(reason), lastmod);
    }

    private static Optional<String> version(Optional<Lastmod> lastmod, Instant now) {
        return lastmod.filter(time -> time.isSettled(now)).map(Lastmod::text);
    }

    private static ExternalDocument document(
            String url, String version, Heading heading, Content content, Optional<Lastmod> lastmod) {
        return new ExternalDocument(
                url,
                heading.title(),
                "website:%s:%s".formatted(url, version),
                content,
                Optional.of(URI.create(url)),
                heading.attributes().withInstant(PageHeading.LAST_MODIFIED, lastmod.map(Lastmod::start)));
    }
}
