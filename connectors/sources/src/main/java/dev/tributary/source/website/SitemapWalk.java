package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * A run's reading of a site's sitemaps, some files at a time: those that its robots.txt names, else /sitemap.xml, and the
 * files of sitemap indexes. Pages are kept in the order of their addresses, so that a listing can go on after an
 * address even if the sitemap changed since. Bounded by the maximum of pages. Safe for use by several threads.
 */
final class SitemapWalk {

    private static final int MAX_FILES = 1_000;
    private static final int LONGEST_SHOWN = 200;

    private final Site site;
    private final boolean guessed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<URI> waiting = new ArrayDeque<>();
    private final Set<String> known = new HashSet<>();
    private final NavigableMap<String, Optional<Lastmod>> pages = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<ConnectorException> failure = Optional.empty();
    private boolean found;
    private int outside;

    private SitemapWalk(Site site) {
        this.site = site;
        this.guessed = site.scope().robots().sitemaps().isEmpty();
        var roots = guessed
                ? List.of(URI.create(site.scope().origin() + "/sitemap.xml"))
                : site.scope().robots().sitemaps();
        roots.forEach(this::add);
    }

    static SitemapWalk of(Site site) throws InterruptedException {
        return site.session().once("website.sitemaps", SitemapWalk.class, () -> new SitemapWalk(site));
    }

    /** Reads up to so many files more, and returns how many it read. */
    int advance(int files) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var read = 0;
            while (read < files && !waiting.isEmpty()) {
                read(waiting.getFirst());
                waiting.pollFirst();
                read++;
            }
            if (waiting.isEmpty() && pages.isEmpty() && failure.isPresent()) {
                throw failure.get();
            }
            return read;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the sitemap names the page; reads what is not read yet. */
    boolean names(String url) throws InterruptedException {
        advance(Integer.MAX_VALUE);
        lock.lockInterruptibly();
        try {
            return pages.containsKey(url);
        } finally {
            lock.unlock();
        }
    }

    boolean isDone() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is a sitemap at all. To be asked when done, as are the following. */
    boolean isFound() {
        return found;
    }

    /** How many of its pages are not wanted by the settings. */
    int outside() {
        return outside;
    }

    /** All wanted pages, sorted by address. */
    NavigableMap<String, Optional<Lastmod>> pages() {
        return pages;
    }

    /** What hides pages. */
    List<String> problems() {
        return problems;
    }

    private void add(URI address) {
        if (known.size() >= MAX_FILES) {
            note("There are more than %d sitemap files".formatted(MAX_FILES));
        } else if (known.add(address.toString())) {
            waiting.addLast(address);
        }
    }

    private void read(URI address) throws InterruptedException {
        try {
            var response = site.get(address);
            if (isAbsent(response)) {
                return;
            }
            if (response.isMissing()) {
                throw new UnexpectedResponse(
                        "The sitemap %s does not exist".formatted(WebAddress.printed(address)), null);
            }
            take(response, SitemapFile.of(response));
        } catch (SourceUnavailable
                | ConfigRejected
                | ContentTooLarge
                | CredentialRejected
                | DocumentUnreadable
                | UnexpectedResponse unreadable) {
            failure = failure.or(() -> Optional.of(unreadable));
            note("The sitemap %s could not be read: %s"
                    .formatted(WebAddress.printed(address), unreadable.getMessage()));
        }
    }

    /** A place where nobody promised a sitemap holds none. */
    private boolean isAbsent(SourceResponse response) {
        return guessed
                && known.size() == 1
                && (response.isMissing()
                        || (site.settings().mode() == WebsiteSettings.Mode.AUTO
                                && response.body().size() > 0
                                && !SitemapFile.isIn(response)));
    }

    private void take(SourceResponse response, SitemapFile file) {
        found = true;
        var name = WebAddress.printed(response.uri());
        if (file.isCut()) {
            note("The sitemap %s has more entries than its protocol allows".formatted(name));
        }
        var elsewhere = new ArrayList<String>();
        for (var child : file.children()) {
            child(child, response.uri()).ifPresentOrElse(this::add, () -> elsewhere.add(child));
        }
        note("The sitemap %s names sitemaps of other sites, which are not read: %d, such as %s", name, elsewhere);
        var odd = new ArrayList<String>();
        for (var entry : file.pages()) {
            WebAddress.parse(entry.location())
                    .map(address -> secured(address, site.scope().origin()))
                    .map(CanonicalUrl::of)
                    .ifPresentOrElse(url -> take(url, entry.lastmod()), () -> odd.add(entry.location()));
        }
        note("The sitemap %s has entries that are no whole web addresses: %d, such as %s", name, odd);
    }

    /** Where a file is that an index names, if it may be read: beside the index, or at the site itself. */
    private Optional<URI> child(String location, URI index) {
        return WebAddress.parse(location)
                .flatMap(address -> Stream.of(
                                WebAddress.origin(index), site.scope().origin())
                        .map(origin -> secured(address, origin))
                        .filter(secured -> WebAddress.sameOrigin(secured, index)
                                || WebAddress.origin(secured)
                                        .equals(site.scope().origin()))
                        .findFirst());
    }

    /** The address by https, if that is all in which its origin differs: sitemaps often outlive a change of scheme. */
    private static URI secured(URI address, String origin) {
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return WebAddress.origin(address).replaceFirst("^http:", "https:").equals(origin)
                ? URI.create(origin + address.getRawPath() + query)
                : address;
    }

    private void take(String url, Optional<Lastmod> lastmod) {
        var max = site.settings().limits().pages();
        if (!site.scope().wants(url)) {
            outside++;
        } else if (!site.scope().allows(url)) {
            return;
        } else if (pages.size() < max || pages.containsKey(url)) {
            pages.putIfAbsent(url, lastmod);
        } else {
            note("The sitemap has more than %d pages: raise the maximum, or leave out paths".formatted(max));
        }
    }

    private void note(String pattern, String name, List<String> locations) {
        if (!locations.isEmpty()) {
            var first = locations.getFirst().replaceFirst("(?s)[?\\s].*", "");
            note(pattern.formatted(
                    name, locations.size(), first.substring(0, Math.min(LONGEST_SHOWN, first.length()))));
        }
    }

    private void note(String problem) {
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }
}
