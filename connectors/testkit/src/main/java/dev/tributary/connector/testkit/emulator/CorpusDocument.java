package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.testkit.emulator.DocumentState.Status;
import java.time.Instant;
import java.util.List;

/** A document as it is at one moment, generated when asked. Immutable. */
public final class CorpusDocument {

    static final int CONTAINERS = 10;

    /** No document that was never mutated is as young as this. */
    static final Instant FIRST_MUTATION = Instant.parse("2025-01-01T00:00:00Z");

    private static final int OLDEST_DAYS = 1500;
    private static final List<String> AUTHORS = List.of(
            "Ada Byron", "Björn Ek", "Chen Wei", "Dana O'Neil", "Eva \"E\" Roth", "Femi Ade", "Gül Su", "Hana Mori");
    private static final List<String> LABELS = List.of("draft", "legal", "how-to", "2024", "R&D", "public");

    private final long seed;
    private final int position;
    private final int textSize;
    private final DocumentState state;

    CorpusDocument(EmulatorSettings settings, int position, DocumentState state) {
        this.seed = settings.seed();
        this.position = position;
        this.textSize = settings.textSize();
        this.state = state;
    }

    static Instant originallyUpdated(int position) {
        return FIRST_MUTATION.minusSeconds(60L + Math.floorMod(position * 7919L, OLDEST_DAYS * 86_400L));
    }

    public String id() {
        return state.renames() == 0 ? "doc-" + position : "doc-" + position + "-" + state.renames();
    }

    public int version() {
        return state.version();
    }

    /** The hash that the emulator's connectors give it. */
    public String contentHash() {
        return "emulator:" + id() + ":" + version();
    }

    public String title() {
        return Prose.title(Prose.mix(seed, position, -1 - state.titles())) + " " + position;
    }

    /** Markdown, the same for the same version, whatever the document is called. */
    public String text() {
        return Prose.markdown(
                Prose.mix(seed, position, version()),
                "Document %d, version %d.".formatted(position, version()),
                size());
    }

    public String author() {
        return AUTHORS.get(position % AUTHORS.size());
    }

    /** About the length of the text. */
    public int size() {
        return textSize / 2 + (int) Math.floorMod(Prose.mix(seed, position, version()), (long) textSize);
    }

    public boolean isPinned() {
        return position % 7 == 0;
    }

    public List<String> labels() {
        return LABELS.subList(position % LABELS.size(), LABELS.size());
    }

    public String container() {
        return "shelf-" + position % CONTAINERS;
    }

    public Instant updated() {
        return state.updated();
    }

    Status status() {
        return state.status();
    }

    DocumentState state() {
        return state;
    }

    int position() {
        return position;
    }

    @Override
    public String toString() {
        return "%s, version %d, %s".formatted(id(), version(), status());
    }
}
