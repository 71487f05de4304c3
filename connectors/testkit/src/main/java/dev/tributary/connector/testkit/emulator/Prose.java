package dev.tributary.connector.testkit.emulator;

import java.util.List;
import java.util.SplittableRandom;

/** Markdown that looks like a document's, the same for the same seed. */
final class Prose {

    private static final List<String> WORDS = List.of("""
            archive budget café cluster contract crane data delivery draft editor engine estimate
            export field forecast garden harbour index invoice journal kernel ledger letter library
            market meeting memory meter naïve network notice office order output panel paper pilot
            plan policy process proof quarter query raft record region report review river route
            sample schedule search season server signal source staff storage stream summary supply
            system table target team ticket tide topic tower training update valley vendor version
            warehouse Zürich and of the with for under between after before is was holds moves keeps
            shows needs changes supports replaces 文書 検索
            """.strip().split("\\s+"));
    private static final int SECTION = 600;
    private static final int SENTENCE = 90;

    private Prose() {}

    /** Spreads three numbers over all seeds. */
    static long mix(long seed, long position, long version) {
        var mixed = seed * 0x9E3779B97F4A7C15L + position * 0xD1B54A32D192ED03L + version * 0xDA942042E4DD58B5L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xDABA0B6EB09322E3L;
        mixed = (mixed ^ (mixed >>> 29)) * 0xDABA0B6EB09322E3L;
        return mixed ^ (mixed >>> 32);
    }

    static String title(long seed) {
        var random = new SplittableRandom(seed);
        return capital(word(random)) + " " + word(random) + " " + word(random);
    }

    /** A heading, the given first line, and sections of sentences, together at least {@code length} characters. */
    static String markdown(long seed, String firstLine, int length) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder(length + 120);
        heading(text, "# ", random).append(firstLine).append("\n\n");
        var section = text.length();
        while (text.length() < length) {
            sentence(text, random);
            if (text.length() - section > SECTION) {
                heading(text.append("\n\n"), "## ", random);
                section = text.length();
            }
        }
        return text.append('\n').toString();
    }

    private static StringBuilder heading(StringBuilder text, String marks, SplittableRandom random) {
        return text.append(marks)
                .append(capital(word(random)))
                .append(' ')
                .append(word(random))
                .append("\n\n");
    }

    private static void sentence(StringBuilder text, SplittableRandom random) {
        var end = text.length() + random.nextInt(SENTENCE / 2, SENTENCE);
        text.append(capital(word(random)));
        while (text.length() < end) {
            text.append(' ').append(word(random));
        }
        text.append(". ");
    }

    static String word(SplittableRandom random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
