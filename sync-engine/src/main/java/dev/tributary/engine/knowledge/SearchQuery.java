package dev.tributary.engine.knowledge;

import dev.tributary.engine.storage.StorableTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is searched for.
 *
 * @param words with {@code "phrases"} and {@code or}, as PostgreSQL's websearch syntax has them
 * @param without words and phrases, none of which is anywhere in the document
 * @param from the connector's name, or the author, contains each of these
 * @param types of connectors, any of these
 * @param anyTag each of these is the value of some text tag
 * @param tags the tag with this id has this value
 * @param before the document is older: by its date tags, else by when it last changed here
 * @param unwanted operators with a minus before them
 */
public record SearchQuery(
        String words,
        List<String> without,
        List<String> from,
        List<String> types,
        List<String> anyTag,
        Map<String, String> tags,
        Optional<Instant> before,
        Optional<Instant> after,
        List<Unwanted> unwanted) {

    /** A document for which this holds is not wanted; the operator is from, type or tag. */
    record Unwanted(String operator, String value) {}

    /** Operators that cannot be read, or are too many. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    /** Each operator is a condition for the database. */
    private static final int MOST_OPERATORS = 20;

    /** Each is a look into the index. */
    private static final int MOST_PARTS = 8;

    /** A phrase that nobody closed goes to the end, as it does for PostgreSQL. */
    private static final Pattern PART = Pattern.compile("-*+\"[^\"]*(?:\"|$)"
            + "|(?<operator>-?(?:from|type|tag|before|after)):(?:\"(?<quoted>[^\"]*)(?:\"|$)|(?<bare>\\S+))|[^\\s\"]+");

    private static final Pattern LEADING_DASHES = Pattern.compile("^-+");

    /** Where else PostgreSQL takes a dash for its own "not". */
    private static final Pattern INNER_DASHES = Pattern.compile("([!&|()<])-+");

    private static final List<String> NEGATED = List.of("-from", "-type", "-tag");

    /**
     * Reads what a person typed.
     *
     * @param tags asked for beside the text
     * @throws Unreadable for a date that is none, and for too many operators
     */
    public static SearchQuery parse(String text, Map<String, String> tags) {
        var words = new ArrayList<String>();
        var without = new ArrayList<String>();
        var named = new HashMap<String, List<String>>();
        var matcher = PART.matcher(text);
        var operators = 0;
        while (matcher.find()) {
            var operator = matcher.group("operator");
            if (operator == null) {
                var word = undashed(matcher.group());
                if (!word.isEmpty()) {
                    (isNegated(matcher.group()) ? without : words).add(word);
                }
            } else if (++operators > MOST_OPERATORS) {
                throw new Unreadable("may have at most %d operators such as from: and tag:".formatted(MOST_OPERATORS));
            } else {
                var value = matcher.group("quoted") == null ? matcher.group("bare") : matcher.group("quoted");
                named.computeIfAbsent(operator, _ -> new ArrayList<>()).add(value);
            }
        }
        return new SearchQuery(
                String.join(" ", words),
                List.copyOf(without),
                all(named, "from"),
                all(named, "type").stream()
                        .map(type -> type.toLowerCase(Locale.ROOT))
                        .toList(),
                all(named, "tag"),
                Map.copyOf(tags),
                times(named, "before", "-after").min(Comparator.naturalOrder()),
                times(named, "after", "-before").max(Comparator.naturalOrder()),
                NEGATED.stream()
                        .flatMap(operator ->
                                all(named, operator).stream().map(value -> new Unwanted(operator.substring(1), value)))
                        .toList());
    }

    /**
     * The words and phrases that a document has to have, be it in different places; none where it is enough to have one of
     * several, or where they are too many to be looked for one by one.
     */
    List<String> parts() {
        var parts =
                PART.matcher(words).results().map(MatchResult::group).distinct().toList();
        return parts.size() > MOST_PARTS || parts.stream().anyMatch("or"::equalsIgnoreCase) ? List.of() : parts;
    }

    /** Whether it asks for anything at all. */
    public boolean isEmpty() {
        return words.isBlank()
                && without.isEmpty()
                && from.isEmpty()
                && types.isEmpty()
                && anyTag.isEmpty()
                && tags.isEmpty()
                && before.isEmpty()
                && after.isEmpty()
                && unwanted.isEmpty();
    }

    private static List<String> all(Map<String, List<String>> named, String operator) {
        return List.copyOf(named.getOrDefault(operator, List.of()));
    }

    /** One dash before a word is a "not"; more are an option that was typed somewhere, such as {@code --force}. */
    private static boolean isNegated(String part) {
        return part.startsWith("-") && !part.startsWith("--");
    }

    /** Empty for dashes alone, as between two words. What is in quotation marks PostgreSQL leaves as it is. */
    private static String undashed(String part) {
        var bare = LEADING_DASHES.matcher(part).replaceFirst("");
        return bare.startsWith("\"") ? bare : INNER_DASHES.matcher(bare).replaceAll("$1");
    }

    /** Not after a date is before it, and the other way round. */
    private static Stream<Instant> times(Map<String, List<String>> named, String operator, String opposite) {
        return Stream.concat(all(named, operator).stream(), all(named, opposite).stream())
                .map(SearchQuery::time);
    }

    private static Instant time(String text) {
        try {
            var time = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (StorableTime.isStorable(time)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw new Unreadable("before: and after: take a date such as 2026-01-31");
    }
}
