package dev.tributary.engine.sync;

import dev.tributary.connector.testkit.emulator.Call;
import dev.tributary.connector.testkit.emulator.Fault;
import dev.tributary.connector.testkit.emulator.Faults;
import dev.tributary.connector.testkit.emulator.When;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What goes wrong with the source during one run. */
record FaultProfile(List<Chosen> faults) {

    static final FaultProfile NONE = new FaultProfile(List.of());

    /** A fault, and when it happens. */
    record Chosen(Fault fault, When when, String told) {}

    private static final List<Fault> BREAKING = List.of(
            new Fault.RateLimited(Duration.ofSeconds(2)),
            new Fault.RateLimited(Duration.ofHours(3)),
            new Fault.Status(500),
            new Fault.Status(503),
            new Fault.ConnectionReset(),
            new Fault.TruncatedBody(),
            new Fault.MalformedJson(),
            new Fault.InterstitialPage(),
            new Fault.HugeBody(1 << 20));

    private static final List<Fault> OF_LISTINGS = List.of(
            new Fault.EmptyListing(),
            new Fault.ShortListing(),
            new Fault.CappedListing(),
            new Fault.CappedListing(),
            new Fault.RepeatedCursor(),
            new Fault.DuplicateIds(),
            new Fault.DuplicateIds(),
            new Fault.DuplicateIds());

    private static final List<Fault> OF_READINGS =
            List.of(new Fault.WrongHash(), new Fault.Unreadable(), new Fault.Status(500), new Fault.ConnectionReset());

    static FaultProfile of(RandomGenerator random) {
        var chosen = new ArrayList<Chosen>();
        var dice = random.nextInt(100);
        if (dice < 45) {
            return NONE;
        }
        if (dice < 65 || dice >= 95) {
            chosen.add(somewhere(random, pick(OF_LISTINGS, random), Call.Kind.LISTING));
        }
        if ((dice >= 65 && dice < 85) || dice >= 95) {
            chosen.add(somewhere(random, pick(OF_READINGS, random), Call.Kind.READ));
        }
        if (dice >= 85 && dice < 93) {
            var kinds = List.of(Call.Kind.LISTING, Call.Kind.READ, Call.Kind.CHANGES, Call.Kind.TOKEN);
            chosen.add(somewhere(random, pick(BREAKING, random), pick(kinds, random)));
        }
        if (dice == 93 || dice == 94) {
            chosen.add(from(1 + random.nextInt(20), new Fault.RevokedToken()));
        }
        return new FaultProfile(chosen);
    }

    void inject(Faults into) {
        faults.forEach(one -> into.inject(one.fault(), one.when()));
    }

    /** Whether listings may end before they are at their end. */
    boolean cutsListings() {
        return faults.stream()
                .map(Chosen::fault)
                .anyMatch(fault -> fault instanceof Fault.EmptyListing
                        || fault instanceof Fault.ShortListing
                        || fault instanceof Fault.CappedListing);
    }

    boolean answersTooMuch() {
        return faults.stream().anyMatch(chosen -> chosen.fault() instanceof Fault.HugeBody);
    }

    @Override
    public String toString() {
        return faults.isEmpty()
                ? "no faults"
                : String.join(" and ", faults.stream().map(Chosen::told).toList());
    }

    private static <T> T pick(List<T> some, RandomGenerator random) {
        return some.get(random.nextInt(some.size()));
    }

    private static Chosen from(int first, Fault fault) {
        return new Chosen(fault, When.always().from(first), "%s from call %d".formatted(fault, first));
    }

    private static Chosen somewhere(RandomGenerator random, Fault fault, Call.Kind kind) {
        if (random.nextBoolean()) {
            var nth = 1 + random.nextInt(6);
            var told = "%s at %s %d".formatted(fault, kind, nth);
            return new Chosen(fault, When.once().on(kind).from(nth), told);
        }
        var probability = 0.05 + 0.9 * random.nextDouble() * random.nextDouble();
        var told = "%s at %.0f %% of all %s".formatted(fault, probability * 100, kind);
        return new Chosen(
                fault, When.withProbability(probability, random.nextLong()).on(kind), told);
    }
}
