package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.testkit.emulator.DocumentState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Random mutations of the kinds a mirror has to follow; the same for the same generator and corpus. */
final class RandomMutations {

    private static final int ATTEMPTS = 1000;

    private RandomMutations() {}

    static List<String> apply(Corpus corpus, RandomGenerator random, int count) {
        var done = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            done.add(next(corpus, random));
        }
        return done;
    }

    private static String next(Corpus corpus, RandomGenerator random) {
        var dice = random.nextInt(100);
        if (dice < 20) {
            return "add " + corpus.add();
        }
        var wanted = dice < 30 ? Status.DELETED : Status.LIVE;
        var id = pick(corpus, random, wanted);
        if (id.isEmpty()) {
            return "add " + corpus.add();
        }
        return wanted == Status.LIVE ? mutate(corpus, id.get(), dice) : restore(corpus, id.get());
    }

    private static String restore(Corpus corpus, String id) {
        corpus.restore(id);
        return "restore " + id;
    }

    private static String mutate(Corpus corpus, String id, int dice) {
        if (dice < 60) {
            corpus.change(id);
            return "change " + id;
        }
        if (dice < 70) {
            corpus.retitle(id);
            return "retitle " + id;
        }
        if (dice < 78) {
            return "rename %s to %s".formatted(id, corpus.rename(id));
        }
        if (dice < 92) {
            corpus.delete(id);
            return "delete " + id;
        }
        if (dice < 96) {
            corpus.archive(id);
            return "archive " + id;
        }
        corpus.trash(id);
        return "trash " + id;
    }

    private static Optional<String> pick(Corpus corpus, RandomGenerator random, Status status) {
        for (var attempt = 0; attempt < ATTEMPTS && corpus.positions() > 0; attempt++) {
            var document = corpus.at(random.nextInt(corpus.positions()));
            if (document.status() == status && !corpus.isRestricted(document)) {
                return Optional.of(document.id());
            }
        }
        return Optional.empty();
    }
}
