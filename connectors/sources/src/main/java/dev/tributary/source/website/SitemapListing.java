package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.DocumentPage;
import dev.tributary.source.website.PageReader.Reading;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One call's worth of listing by sitemap, in the order of addresses. Pages whose {@code lastmod} can be relied on are
 * not read; the others are, and listed with their content. For one thread.
 */
final class SitemapListing {

    private static final int FILES_PER_CALL = 20;
    private static final int NAMED_PROBLEMS = 3;

    /**
     * Where the listing stands.
     *
     * @param files how many sitemap files were read in the run
     * @param after the last page listed, or blank
     */
    record Position(int files, String after) {

        static final Position START = new Position(0, "");

        static Position of(String cursor) {
            var parts = cursor.split(" ", 2);
            return new Position(Integer.parseInt(parts[0]), parts[1]);
        }

        String cursor() {
            return files + " " + after;
        }
    }

    private final Site site;
    private final SitemapWalk walk;
    private final PageReader reader;
    private final Batch batch = new Batch();

    SitemapListing(Site site, SitemapWalk walk) {
        this.site = site;
        this.walk = walk;
        this.reader = new PageReader(site);
    }

    /** The next page, or empty if the site has no sitemap to go by and links are to be followed instead. */
    Optional<DocumentPage> page(Position position) throws InterruptedException {
        var files = position.files() + walk.advance(FILES_PER_CALL);
        if (!walk.isDone()) {
            return Optional.of(batch.more(cursor(files, position.after())));
        }
        if (walk.pages().isEmpty() && site.settings().mode() == WebsiteSettings.Mode.AUTO) {
            return Optional.empty();
        }
        requirePages();
        walk.problems().forEach(batch::problem);
        for (var entry : walk.pages().tailMap(position.after(), false).entrySet()) {
            list(entry.getKey(), entry.getValue());
            if (batch.isFull() && !entry.getKey().equals(walk.pages().lastKey())) {
                return Optional.of(batch.more(cursor(files, entry.getKey())));
            }
        }
        return Optional.of(batch.last());
    }

    private void requirePages() {
        if (!walk.isFound()) {
            throw new ConfigRejected(
                    "mode",
                    "%s has no sitemap: its robots.txt names none, and there is no /sitemap.xml; choose Following links"
                            .formatted(site.scope().origin()));
        }
        if (walk.pages().isEmpty() && walk.outside() > 0) {
            throw new ConfigRejected(
                    "startUrl",
                    "None of the %d pages in the sitemap is at %s with a path that is wanted: check start page and paths"
                            .formatted(walk.outside(), site.scope().origin()));
        }
        if (walk.pages().isEmpty()) {
            var problems = walk.problems().stream().limit(NAMED_PROBLEMS).collect(Collectors.joining("; "));
            throw new UnexpectedResponse(
                    "The sitemap of %s names no page to sync; if that is how it is meant, choose Following links%s"
                            .formatted(site.scope().origin(), problems.isEmpty() ? "" : ". " + problems),
                    null);
        }
    }

    private void list(String url, Optional<Lastmod> lastmod) throws InterruptedException {
        var settled = lastmod.filter(time -> time.isSettled(now()));
        if (settled.isPresent()) {
            batch.add(PageDocument.unread(url, settled.get()));
            return;
        }
        batch.countRead();
        var reading = reader.read(url);
        if (reading instanceof Reading.Failed(var cause)) {
            batch.failed(url, cause);
        } else {
            batch.answered();
            new SitemapDocuments(walk, now()).listed(url, reading).ifPresent(batch::add);
        }
    }

    private Instant now() {
        return site.session().clock().instant();
    }

    private static String cursor(int files, String after) {
        return WebsiteConnector.SITEMAP + new Position(files, after).cursor();
    }
}
