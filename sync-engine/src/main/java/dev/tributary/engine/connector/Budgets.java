package dev.tributary.engine.connector;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The budgets of this process, one for each host and credential, shared by all sessions that use them. */
public final class Budgets {

    /** A host that wants to be left alone for a while. */
    public record Wait(String host, String credentialKey, Instant until) {}

    private static final int MANY = 1_000;

    private record Key(String host, String credentialKey) {}

    private final ConcurrentHashMap<Key, Budget> all = new ConcurrentHashMap<>();
    private final Clock clock;

    public Budgets(Clock clock) {
        this.clock = clock;
    }

    Budget of(String host, String credentialKey) {
        if (all.size() > MANY) {
            // a web crawl meets hosts without end
            all.values().removeIf(Budget::isIdle);
        }
        return all.computeIfAbsent(new Key(host, credentialKey), _ -> new Budget(clock));
    }

    /** Who is being waited for, and until when: the reason a person is shown for a run that stands still. */
    public List<Wait> waiting() {
        return all.entrySet().stream()
                .flatMap(entry -> entry.getValue().frozenUntil().stream()
                        .map(until ->
                                new Wait(entry.getKey().host(), entry.getKey().credentialKey(), until)))
                .sorted(Comparator.comparing(Wait::until))
                .toList();
    }
}
