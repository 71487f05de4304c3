package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.DocumentPage;
import dev.tributary.source.website.Frontier.Step;
import dev.tributary.source.website.PageReader.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * One call's worth of following links, breadth first. A page is listed under the address that it was found at in the
 * end: that of a redirect's target, or the one that it names as its canonical address, if that is another page of this
 * listing. For one thread.
 */
final class Crawl {

    private final Site site;
    private final Frontier frontier;
    private final PageReader reader;
    private final Batch batch = new Batch();
    private boolean capped;

    Crawl(Site site, Frontier frontier) {
        this.site = site;
        this.frontier = frontier;
        this.reader = new PageReader(site);
    }

    /** Goes on until a page's worth is gathered. */
    DocumentPage page() throws InterruptedException {
        while (!batch.isFull() && !capped) {
            var step = frontier.poll();
            if (step.isEmpty()) {
                return batch.last();
            }
            if (!frontier.isListed(step.get().url())) {
                visit(step.get());
            }
        }
        return capped || frontier.isDone() ? batch.last() : batch.more(WebsiteConnector.CRAWL + frontier.cursor());
    }

    private void visit(Step step) throws InterruptedException {
        batch.countRead();
        switch (reader.read(step.url())) {
            case Reading.Page(var page) -> {
                batch.answered();
                follow(page, step);
                list(page, step);
            }
            case Reading.TooLarge(var reason) -> {
                batch.answered();
                if (site.scope().wants(step.url()) && hasRoom(step.url())) {
                    batch.add(PageDocument.skipped(step.url(), reason, Optional.empty(), now()));
                }
            }
            case Reading.Unwanted(var reason) -> {
                batch.answered();
                if (isStart(step)) {
                    throw new ConfigRejected("startUrl", "The start page cannot be used: " + reason);
                }
            }
            case Reading.Gone() -> batch.answered();
            case Reading.Failed(var cause) -> {
                if (isStart(step)) {
                    throw cause;
                }
                batch.failed(step.url(), cause);
            }
        }
    }

    private void follow(WebPage page, Step step) {
        if (step.depth() >= site.settings().limits().depth()) {
            return;
        }
        var hidden = page.links().stream()
                .filter(site.scope()::allows)
                .filter(MediaType::mayHoldText)
                .filter(link -> !frontier.offer(link, step.depth() + 1))
                .count();
        if (hidden > 0) {
            batch.problem("%d links of %s were left out: over %d addresses, or overlong ones, were found"
                    .formatted(hidden, page.url(), Frontier.MAX_KNOWN));
        }
    }

    private void list(WebPage page, Step step) {
        var url = page.url();
        if (page.directives().forbidIndexing()
                || !site.scope().wants(url)
                || frontier.isListed(url)
                || isListedElsewhere(page, step)) {
            return;
        }
        if (hasRoom(url)) {
            batch.add(PageDocument.read(url, page, Optional.empty(), now()));
        }
    }

    /** Whether the page names another as the original that is listed or will be read. */
    private boolean isListedElsewhere(WebPage page, Step step) {
        var canonical = page.canonical()
                .filter(address -> !address.equals(page.url()) && !address.equals(step.url()))
                .filter(site.scope()::allows);
        if (canonical.isEmpty()) {
            return false;
        }
        var address = canonical.get();
        var isNew = !frontier.isKnown(address) && frontier.offer(address, step.depth());
        return isNew || frontier.isListed(address) || frontier.isWaiting(address);
    }

    private boolean hasRoom(String url) {
        var max = site.settings().limits().pages();
        if (frontier.listed() >= max) {
            capped = true;
            batch.problem("The site has more than %d pages: raise the maximum, or leave out paths".formatted(max));
            return false;
        }
        frontier.markListed(url);
        return true;
    }

    private boolean isStart(Step step) {
        return step.url().equals(site.startUrl());
    }

    private Instant now() {
        return site.session().clock().instant();
    }
}
