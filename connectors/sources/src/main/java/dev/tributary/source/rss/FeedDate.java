package dev.tributary.source.rss;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads the times of feeds: RFC 822 as RSS wants it, with its named zones, years of two digits and missing parts; RFC 3339
 * as Atom wants it, also without zone, seconds or time. A time without zone counts as UTC.
 */
final class FeedDate {

    private static final Pattern RFC_822 = Pattern.compile(
            "(?:[a-z]+\\.?,?\\s+)?(\\d{1,2})[\\s-]+([a-z]{3,9})\\.?,?[\\s-]+(\\d{4}|\\d{2})"
                    + "(?:,?\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)?\\s*(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d{2})(?:-(\\d{2})(?:[t\\s]+(\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?)?\\s*(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET =
            Pattern.compile("(?:gmt|utc?)?\\s*([+-])(\\d{1,2}):?(\\d{2})?(?:\\s*\\(.*\\))?");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** RFC 822 section 5, and what else is met: hours east of UTC. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("est", -5),
            Map.entry("edt", -4),
            Map.entry("cst", -6),
            Map.entry("cdt", -5),
            Map.entry("mst", -7),
            Map.entry("mdt", -6),
            Map.entry("pst", -8),
            Map.entry("pdt", -7),
            Map.entry("bst", 1),
            Map.entry("cet", 1),
            Map.entry("cest", 2),
            Map.entry("eet", 2),
            Map.entry("eest", 3),
            Map.entry("msk", 3),
            Map.entry("jst", 9),
            Map.entry("aest", 10),
            Map.entry("aedt", 11));

    private FeedDate() {}

    static Optional<Instant> parse(String text) {
        var value = text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        try {
            var iso = ISO.matcher(value);
            if (iso.matches()) {
                return Optional.of(at(
                        LocalDate.of(
                                number(iso.group(1)),
                                number(iso.group(2)),
                                iso.group(3) == null ? 1 : number(iso.group(3))),
                        iso));
            }
            var rfc = RFC_822.matcher(value);
            if (rfc.matches()) {
                var month = MONTHS.indexOf(rfc.group(2).substring(0, 3)) + 1;
                return Optional.of(at(LocalDate.of(year(rfc.group(3)), month, number(rfc.group(1))), rfc));
            }
        } catch (DateTimeException noSuchTime) {
            // told by the empty answer
        }
        return Optional.empty();
    }

    private static Instant at(LocalDate day, MatchResult parts) {
        var time = parts.group(4) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(number(parts.group(4)) % 24, number(parts.group(5)), second(parts));
        return LocalDateTime.of(day, time).toInstant(offset(parts.group(7).strip()));
    }

    private static int second(MatchResult parts) {
        // a leap second
        return parts.group(6) == null ? 0 : Math.min(59, number(parts.group(6)));
    }

    private static ZoneOffset offset(String zone) {
        var offset = OFFSET.matcher(zone);
        if (offset.matches()) {
            // "+5" and "+530" mean hours, and hours with minutes
            var sign = offset.group(1).equals("-") ? -1 : 1;
            var minutes = offset.group(3) == null ? 0 : number(offset.group(3));
            return ZoneOffset.ofHoursMinutes(sign * number(offset.group(2)), sign * minutes);
        }
        return ZoneOffset.ofHours(ZONES.getOrDefault(zone.replaceFirst("[^a-z].*", ""), 0));
    }

    private static int year(String text) {
        var year = number(text);
        // RFC 2822 section 4.3
        return text.length() == 4 ? year : year < 50 ? 2000 + year : 1900 + year;
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
