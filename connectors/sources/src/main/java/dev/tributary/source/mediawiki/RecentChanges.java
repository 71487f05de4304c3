package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.SourceSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What happened to which pages, by <a href="https://www.mediawiki.org/wiki/API:RecentChanges">API:RecentChanges</a>:
 * edits and new pages, and of the logs what deletes, restores and moves. The list only says which pages to look at;
 * what became of them is asked of the wiki then, so reading a stretch of it twice or in another order does no harm.
 *
 * <p>The wiki keeps the list for <a href="https://www.mediawiki.org/wiki/Manual:$wgRCMaxAge">$wgRCMaxAge</a>, which no
 * API tells, so a token is good as long as the list still has an entry as old as the token. What it never shows
 * (changes of included templates, suppressed log entries, imports without entries) the next full listing finds.
 */
final class RecentChanges {

    /** How long a change may take to appear after its time: the default of $wgTransactionalTimeLimit. */
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    /** As many pages as one query may name without special rights, by API:Query. */
    private static final int BATCH = 50;

    /** Logs whose entries may stand for pages that they do not name by id. */
    private static final Set<String> LOGS_BY_TITLE = Set.of("delete", "move", "import", "merge");

    private static final Parameters FEED = Parameters.query()
            .with("list", "recentchanges")
            .with("rcdir", "newer")
            .with("rctype", "edit|new|log")
            .with("rcprop", "ids|title|timestamp|loginfo")
            .with("curtimestamp", 1);

    private final Wiki wiki;
    private final MediaWikiApi api;
    private final Scope scope;

    RecentChanges(SourceSession session, Wiki wiki) throws InterruptedException {
        this.wiki = wiki;
        this.api = wiki.api(session);
        var written = Scope.of(session.config(), wiki);
        this.scope = written.category().isEmpty()
                ? written
                : written.naming(session.once(
                                "mediawiki.category",
                                CategoryTitle.class,
                                () -> CategoryTitle.of(api, written.category().get()))
                        .normalized());
    }

    String now() throws InterruptedException {
        return FeedToken.startingAt(time(first())).toString();
    }

    ChangePage after(String text) throws InterruptedException, TokenExpired {
        if (scope.maxPages().isPresent()) {
            throw new TokenExpired("Which pages are the first %d only a listing tells"
                    .formatted(scope.maxPages().getAsLong()));
        }
        var token = FeedToken.parse(text);
        if (token.continuation().isEmpty()) {
            requireKept(token.since());
        }
        var answer = api.query(FEED.with("rclimit", BATCH)
                .with("rcstart", token.since().minus(OVERLAP))
                .with(token.continuation()));
        var round = token.continuation().isEmpty() ? time(answer) : token.roundStart();
        var onward = answer.continuation();
        var next = onward.isEmpty() ? FeedToken.startingAt(round) : new FeedToken(token.since(), round, onward);
        return changes(answer, next);
    }

    private void requireKept(Instant since) throws InterruptedException, TokenExpired {
        var oldest = entries(first()).stream()
                .findFirst()
                .map(entry -> Instant.parse(entry.path("timestamp").asString()));
        if (oldest.isEmpty() || oldest.get().isAfter(since)) {
            throw new TokenExpired("The wiki's recent changes do not reach back to " + since);
        }
    }

    private ChangePage changes(MediaWikiApi.Answer answer, FeedToken next) throws InterruptedException {
        var ids = new LinkedHashSet<String>();
        var titles = new LinkedHashSet<String>();
        for (var entry : entries(answer)) {
            collect(entry, ids, titles);
        }
        var pages = new LinkedHashMap<Long, WikiPage>();
        lookUp("pageids", ids, pages);
        lookUp("titles", titles, pages);
        var changed = new ArrayList<ExternalDocument>();
        var removed = new ArrayList<String>();
        for (var page : pages.values()) {
            if (scope.covers(page)) {
                changed.add(page.document(wiki.namespaces()));
            } else {
                removed.add(Long.toString(page.id()));
            }
        }
        return new ChangePage(
                changed, removed, next.toString(), next.continuation().isEmpty());
    }

    /** Edits elsewhere in the wiki need no look; log entries do, for a move may lead here from elsewhere. */
    private void collect(JsonNode entry, Set<String> ids, Set<String> titles) {
        var isLog = entry.path("type").asString("").equals("log");
        var id = entry.path("pageid").asLong(0);
        if (id > 0 && (isLog || scope.namespaces().contains(entry.path("ns").asInt(-1)))) {
            ids.add(Long.toString(id));
        }
        if (isLog && LOGS_BY_TITLE.contains(entry.path("logtype").asString(""))) {
            for (var title :
                    List.of(entry.path("title"), entry.path("logparams").path("target_title"))) {
                if (title.isString()) {
                    titles.add(title.asString());
                }
            }
        }
    }

    private void lookUp(String by, Collection<String> names, Map<Long, WikiPage> found) throws InterruptedException {
        var all = List.copyOf(names);
        for (var from = 0; from < all.size(); from += BATCH) {
            var some = String.join("|", all.subList(from, Math.min(from + BATCH, all.size())));
            for (var page : PageBatch.read(api, Parameters.OF_EACH_PAGE.with(by, some), Map.of())
                    .pages()) {
                if (page.id() > 0) {
                    found.putIfAbsent(page.id(), page);
                }
            }
        }
    }

    private MediaWikiApi.Answer first() throws InterruptedException {
        return api.query(FEED.with("rclimit", 1));
    }

    private static List<JsonNode> entries(MediaWikiApi.Answer answer) {
        var entries = answer.query().path("recentchanges");
        if (!entries.isArray()) {
            throw new UnexpectedResponse("The wiki answered without 'recentchanges'", null);
        }
        return entries.valueStream().toList();
    }

    private static Instant time(MediaWikiApi.Answer answer) {
        var time = answer.json().path("curtimestamp");
        if (!time.isString()) {
            throw new UnexpectedResponse("The wiki answered without 'curtimestamp'", null);
        }
        return Instant.parse(time.asString());
    }
}
