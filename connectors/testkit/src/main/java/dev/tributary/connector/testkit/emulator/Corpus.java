package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.testkit.emulator.DocumentState.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The documents of an emulated source, and what a test does to them. Nothing is held but what mutations changed: a
 * document follows from the seed, its position and its mutations. Safe for use by several threads.
 */
public final class Corpus {

    /** A part of a listing, archived documents included. */
    record Page(List<CorpusDocument> documents, OptionalInt next) {}

    private static final Pattern ID = Pattern.compile("doc-(\\d{1,9})(?:-(\\d{1,6}))?");

    private final EmulatorSettings settings;
    private final Clock clock;
    private final ConcurrentNavigableMap<Integer, DocumentState> mutated = new ConcurrentSkipListMap<>();
    private final Set<String> restricted = ConcurrentHashMap.newKeySet();
    private final ChangeLog log = new ChangeLog();
    private volatile int positions;

    Corpus(EmulatorSettings settings) {
        this.settings = settings;
        this.clock = settings.clock();
        this.positions = settings.size();
    }

    /** Adds a document in a container that can be read, and returns its id. */
    public synchronized String add() {
        while (restricted.contains(at(positions).container())) {
            mutated.put(positions, at(positions).state().become(Status.DELETED, clock.instant()));
            positions++;
        }
        var added = positions;
        mutated.put(added, DocumentState.original(clock.instant()));
        positions++;
        log.changed(added);
        return at(added).id();
    }

    /** Gives it a new version with other text. */
    public void change(String id) {
        mutate(id, state -> state.changed(clock.instant()));
    }

    /** Gives it another title, in the same version. */
    public void retitle(String id) {
        mutate(id, state -> state.retitled(clock.instant()));
    }

    /** Gives it another id, as a path does that is an id, and returns that. */
    public synchronized String rename(String id) {
        var before = require(id);
        mutated.put(before.position(), before.state().renamed(clock.instant()));
        log.removed(before.position(), id);
        log.changed(before.position());
        return at(before.position()).id();
    }

    public void delete(String id) {
        mutate(id, state -> state.become(Status.DELETED, clock.instant()));
    }

    /** Marks it as archived: it stays in listings, but counts as removed. */
    public void archive(String id) {
        mutate(id, state -> state.become(Status.ARCHIVED, clock.instant()));
    }

    /** Marks it as trashed: it leaves the listings, but is still answered. */
    public void trash(String id) {
        mutate(id, state -> state.become(Status.TRASHED, clock.instant()));
    }

    /** Brings back what was deleted, archived or trashed, in the version it had. */
    public void restore(String id) {
        mutate(id, state -> state.become(Status.LIVE, clock.instant()));
    }

    /** Makes the documents of a container ({@code shelf-0} to {@code shelf-9}) unreadable; listings say so. */
    public void restrict(String container) {
        restricted.add(container);
    }

    /** Makes a container readable again. */
    public void open(String container) {
        restricted.remove(container);
    }

    /** Forgets all changes so far: older tokens of the change feed expire. */
    public void forgetChanges() {
        log.forget();
    }

    /** Does {@code count} random things to random live documents that can be read, and returns what it did. */
    public List<String> mutate(RandomGenerator random, int count) {
        return RandomMutations.apply(this, random, count);
    }

    /**
     * What a perfect mirror holds: each live document. Those in restricted containers are among them, since a mirror that
     * had them keeps them; a script that mutates them while nobody can read them has to allow for that.
     */
    public Stream<CorpusDocument> expected() {
        return IntStream.range(0, positions).mapToObj(this::at).filter(document -> document.status() == Status.LIVE);
    }

    public long expectedCount() {
        var gone = mutated.values().stream()
                .filter(state -> state.status() != Status.LIVE)
                .count();
        return positions - gone;
    }

    /** The document of that id, also if it is archived or trashed. */
    public Optional<CorpusDocument> find(String id) {
        return known(id).filter(document -> document.status() != Status.DELETED);
    }

    int positions() {
        return positions;
    }

    CorpusDocument at(int position) {
        var state = mutated.isEmpty() ? null : mutated.get(position);
        return new CorpusDocument(
                settings,
                position,
                state == null ? DocumentState.original(CorpusDocument.originallyUpdated(position)) : state);
    }

    boolean isRestricted(CorpusDocument document) {
        return restricted.contains(document.container());
    }

    List<String> restricted() {
        return restricted.stream().sorted().toList();
    }

    ChangeLog log() {
        return log;
    }

    Page page(CorpusQuery query) {
        var end = positions;
        var candidates = query.since().isAfter(CorpusDocument.FIRST_MUTATION)
                ? mutated.subMap(query.from(), Math.max(query.from(), end)).keySet().stream()
                        .mapToInt(Integer::intValue)
                : IntStream.range(query.from(), end);
        var documents = new ArrayList<CorpusDocument>();
        candidates
                .mapToObj(this::at)
                .filter(this::isListed)
                .filter(document -> !document.updated().isBefore(query.since()))
                .limit(query.limit())
                .forEach(documents::add);
        var next = documents.size() < query.limit() ? end : documents.getLast().position() + 1;
        return new Page(documents, next < end ? OptionalInt.of(next) : OptionalInt.empty());
    }

    /** The last listed document before a position. */
    Optional<CorpusDocument> before(int position) {
        return IntStream.iterate(position - 1, candidate -> candidate >= 0, candidate -> candidate - 1)
                .mapToObj(this::at)
                .filter(this::isListed)
                .findFirst();
    }

    private boolean isListed(CorpusDocument document) {
        return switch (document.status()) {
            case LIVE, ARCHIVED -> !isRestricted(document);
            case TRASHED, DELETED -> false;
        };
    }

    private synchronized void mutate(String id, UnaryOperator<DocumentState> mutation) {
        var document = require(id);
        mutated.put(document.position(), mutation.apply(document.state()));
        log.changed(document.position());
    }

    private CorpusDocument require(String id) {
        return known(id)
                .orElseThrow(() -> new IllegalArgumentException("the corpus has no document '%s'".formatted(id)));
    }

    private Optional<CorpusDocument> known(String id) {
        var parts = ID.matcher(id);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var position = Integer.parseInt(parts.group(1));
        return position < positions
                ? Optional.of(at(position)).filter(found -> found.id().equals(id))
                : Optional.empty();
    }
}
