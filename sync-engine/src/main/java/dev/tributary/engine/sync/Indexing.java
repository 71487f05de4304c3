package dev.tributary.engine.sync;

import dev.tributary.engine.sync.IndexStore.Chunked;
import dev.tributary.engine.sync.IndexStore.Due;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes stored content searchable: chunks it and swaps the chunks, a few megabytes at a time. */
final class Indexing {

    private static final int BATCH = 400;

    /** Asking what is due may take a look at all that is: it is asked for several batches at once. */
    private static final int BATCHES = 20;

    private static final int AT_ONCE = 2;

    private static final long BYTES = 4 << 20;

    private final SyncParts parts;
    private final IndexStore store;
    private final RunScope scope;

    Indexing(SyncParts parts, RunScope scope) {
        this.parts = parts;
        this.store = new IndexStore(parts);
        this.scope = scope;
    }

    /** Indexes a few batches; tells whether more may have been due. */
    Mono<Boolean> step() {
        var limit = BATCHES * BATCH;
        return store.due(scope, limit)
                .collectList()
                .flatMap(due -> Flux.fromIterable(batches(due))
                        .flatMap(this::index, AT_ONCE)
                        .then(Mono.just(due.size() == limit)));
    }

    private static List<List<Due>> batches(List<Due> due) {
        var batches = new ArrayList<List<Due>>();
        for (var rest = due; !rest.isEmpty(); ) {
            var batch = upTo(rest.subList(0, Math.min(BATCH, rest.size())), BYTES);
            batches.add(batch);
            rest = rest.subList(batch.size(), rest.size());
        }
        return batches;
    }

    private Mono<Void> index(List<Due> due) {
        return store.texts(due)
                .publishOn(Schedulers.parallel())
                .map(text -> new Chunked(text, parts.chunker().chunks(text.markdown())))
                .collectList()
                .flatMap(chunked -> store.store(scope, chunked));
    }

    /** The first of them, together no larger than {@code bytes}, and at least one. */
    static List<Due> upTo(List<Due> due, long bytes) {
        var some = new ArrayList<Due>();
        var sum = 0L;
        for (var one : due) {
            sum += one.size();
            if (!some.isEmpty() && sum > bytes) {
                break;
            }
            some.add(one);
        }
        return some;
    }
}
