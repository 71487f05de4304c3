package dev.tributary.engine.sync;

import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one run asked its source and was told, and what happens in the world at its n-th question. Thread-safe. */
final class Watch implements SourceHttp {

    /** A document as a page gave it. */
    record Item(String id, String version) {}

    enum Source {
        FULL,
        INCREMENTAL,
        CHANGES
    }

    /**
     * A page as the source gave it.
     *
     * @param from the cursor or token it was asked with; 0 for none
     * @param next where it said that the rest is
     * @param incomplete whether it said that something is left out
     */
    record Page(
            Source source, int from, List<Item> items, List<String> removed, OptionalInt next, boolean incomplete) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern PLACE = Pattern.compile("[?&](?:cursor|token)=(\\d+)");
    private static final String DOCUMENT = "/documents/";

    private final SourceHttp source;
    private final Map<Integer, Runnable> happenings;
    private final AtomicInteger calls = new AtomicInteger();
    private final List<Page> pages = new ArrayList<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private final Runnable atEnd;
    private volatile boolean dead;

    Watch(SourceHttp source, Map<Integer, Runnable> happenings) {
        this(source, happenings, () -> {});
    }

    /** @param atEnd happens when the source has answered with the last page */
    Watch(SourceHttp source, Map<Integer, Runnable> happenings, Runnable atEnd) {
        this.source = source;
        this.happenings = Map.copyOf(happenings);
        this.atEnd = atEnd;
    }

    @Override
    public SourceResponse send(SourceRequest request) throws InterruptedException {
        happenings.getOrDefault(calls.incrementAndGet(), () -> {}).run();
        if (dead) {
            throw new SourceUnavailable("This process is dead", null);
        }
        var response = source.send(request);
        note(request, response);
        return response;
    }

    /** Nothing is asked any more. */
    void die() {
        dead = true;
    }

    synchronized List<Page> pages() {
        return List.copyOf(pages);
    }

    synchronized Map<String, Integer> reads() {
        return Map.copyOf(reads);
    }

    private void note(SourceRequest request, SourceResponse response) {
        var path = request.uri().getPath();
        if (path.startsWith(DOCUMENT)) {
            synchronized (this) {
                reads.merge(path.substring(DOCUMENT.length()), 1, Integer::sum);
            }
        } else if (response.status() == 200 && (path.equals("/documents") || path.equals("/changes"))) {
            notePage(request.uri().toString(), response);
        }
    }

    private void notePage(String uri, SourceResponse response) {
        try {
            var page = page(uri, JSON.readTree(response.body().toArray()));
            synchronized (this) {
                pages.add(page);
            }
            if (page.next().isEmpty()) {
                atEnd.run();
            }
        } catch (JacksonException malformed) {
            // As told by a fault: the run cannot read it either.
        }
    }

    private static Page page(String uri, JsonNode answer) {
        var place = PLACE.matcher(uri);
        var from = place.find() ? Integer.parseInt(place.group(1)) : 0;
        if (uri.contains("/changes?")) {
            var removed = new ArrayList<String>();
            answer.path("removed").forEach(id -> removed.add(id.asString()));
            return new Page(Source.CHANGES, from, items(answer.path("changed")), removed, next(answer), false);
        }
        var incomplete = answer.path("capped").asBoolean(false)
                || !answer.path("unreadable").isEmpty();
        var source = uri.contains("changed_since=") ? Source.INCREMENTAL : Source.FULL;
        return new Page(source, from, items(answer.path("documents")), List.of(), next(answer), incomplete);
    }

    private static OptionalInt next(JsonNode answer) {
        var isLast = !answer.has("next") || answer.path("caughtUp").asBoolean(false);
        return isLast
                ? OptionalInt.empty()
                : OptionalInt.of(Integer.parseInt(answer.path("next").asString()));
    }

    private static List<Item> items(JsonNode array) {
        var items = new ArrayList<Item>();
        for (var document : array) {
            if (!document.has("state")) {
                var id = document.path("id").asString();
                items.add(new Item(
                        id, "emulator:" + id + ":" + document.path("version").asString()));
            }
        }
        return items;
    }
}
