package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.source.website.PageReader.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * What the pages that a sitemap names come to once they are read. Each is a document under the address that the sitemap
 * has for it. One with a {@code lastmod} is listed whatever it turns out to be, and skipped if that is nothing to index:
 * once its day is over it is listed without being read, and must be the same then. One without is read each time, and
 * left out in that case. A page that is not there when it is to be fetched may be by the next time, so it is tried again.
 * What pages call their canonical address has no say, as a sitemap is the list of these.
 */
record SitemapDocuments(SitemapWalk walk, Instant now) {

    /** The page as a listing has it, if it does. */
    Optional<ExternalDocument> listed(String url, Reading reading) {
        if (reading instanceof Reading.Gone) {
            return lastmod(url).flatMap(_ -> skipped(url, "The sitemap names it, but there is no such page"));
        }
        return read(url, reading)
                .filter(document -> lastmod(url).isPresent()
                        || reading instanceof Reading.TooLarge
                        || !(document.content() instanceof Content.Skipped));
    }

    /** The page by itself; empty if it is gone. */
    Optional<ExternalDocument> read(String url, Reading reading) {
        return switch (reading) {
            case Reading.Page(var page)
            when !page.url().equals(url) && walk.pages().containsKey(page.url()) ->
                skipped(url, "It redirects to %s, which the sitemap names, too".formatted(page.url()));
            case Reading.Page(var page) -> Optional.of(PageDocument.read(url, page, lastmod(url), now));
            case Reading.Gone() -> Optional.empty();
            case Reading.Unwanted(var reason) -> skipped(url, reason);
            case Reading.TooLarge(var reason) -> skipped(url, reason);
            case Reading.Failed(SourceUnavailable cause) -> throw cause;
            case Reading.Failed(var cause) -> throw new DocumentUnreadable(cause.getMessage(), cause);
        };
    }

    private Optional<ExternalDocument> skipped(String url, String reason) {
        return Optional.of(PageDocument.skipped(url, reason, lastmod(url), now));
    }

    private Optional<Lastmod> lastmod(String url) {
        return walk.pages().getOrDefault(url, Optional.empty());
    }
}
