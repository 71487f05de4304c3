package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.kit.WebAddress;
import dev.tributary.source.website.Frontier.Step;
import dev.tributary.source.website.PageReader.Reading;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One call's worth of following links, breadth first. A page is listed under the address that it was found at in the
 * end: that of a redirect's target. It is left out in favour of the one that it names as its canonical address only if
 * that is listed, which is known when all links were followed; what it then takes to be listed is read again. For one
 * thread.
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

    /** Notes what hides pages that links may not lead to. */
    void note(String problem) {
        batch.problem(problem);
    }

    /** Goes on until a page's worth is gathered. */
    DocumentPage page() throws InterruptedException {
        while (!batch.isFull() && !capped) {
            var step = frontier.poll();
            if (step.isEmpty()) {
                return last();
            }
            if (!frontier.isListed(step.get().url())) {
                visit(step.get());
            }
        }
        return capped || frontier.isDone() ? last() : batch.more(WebsiteConnector.CRAWL + frontier.cursor());
    }

    private DocumentPage last() {
        var page = batch.last();
        if (frontier.listed() == 0 && page.coverage() instanceof Coverage.Complete) {
            throw new UnexpectedResponse(
                    ("Following links from %s found no page that may be indexed and whose path begins with %s; if the"
                                    + " site is well, correct start page and paths")
                            .formatted(
                                    WebAddress.printed(URI.create(site.startUrl())),
                                    String.join(" or ", site.scope().prefixes())),
                    null);
        }
        return page;
    }

    private void visit(Step step) throws InterruptedException {
        batch.countRead();
        switch (reader.read(step.url())) {
            case Reading.Page(var page) -> {
                batch.answered();
                if (step instanceof Step.Found found) {
                    follow(page, found);
                }
                list(page, step);
            }
            case Reading.TooLarge(var reason) -> {
                batch.answered();
                if (site.scope().wants(step.url()) && hasRoom()) {
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

    private void follow(WebPage page, Step.Found step) {
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
        if (page.directives().forbidIndexing() || !site.scope().wants(url)) {
            return;
        }
        if (!frontier.isListed(url)) {
            if (step instanceof Step.Found found && isCopy(page, found)) {
                return;
            }
            if (!hasRoom()) {
                return;
            }
            batch.add(PageDocument.read(url, page, Optional.empty(), now()));
        }
        frontier.markListed(url);
        frontier.markListed(step.url());
    }

    /** Whether the page names another as the original that is listed or may yet be. */
    private boolean isCopy(WebPage page, Step.Found step) {
        var canonical = page.canonical()
                .filter(address -> !address.equals(page.url()) && !address.equals(step.url()))
                .filter(site.scope()::allows);
        if (canonical.isEmpty() || frontier.isListed(canonical.get())) {
            return canonical.isPresent();
        }
        var isOpen = frontier.isOpen(canonical.get(), step.depth());
        if (isOpen) {
            frontier.keep(page.url(), canonical.get());
        }
        return isOpen;
    }

    private boolean hasRoom() {
        var max = site.settings().limits().pages();
        if (frontier.listed() >= max) {
            capped = true;
            batch.problem("The site has more than %d pages: raise the maximum, or leave out paths".formatted(max));
            return false;
        }
        frontier.countListed();
        return true;
    }

    private boolean isStart(Step step) {
        return step.url().equals(site.startUrl());
    }

    private Instant now() {
        return site.session().clock().instant();
    }
}
