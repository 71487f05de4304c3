package dev.tributary.source.website;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.SourceResponse;
import dev.tributary.source.website.WebPage.Heading;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads title and description of pages, and makes do with the address where there is nothing to read. */
final class PageHeading {

    static final String SECTION = "section";
    static final String LANGUAGE = "language";
    static final String DESCRIPTION = "description";
    static final String LAST_MODIFIED = "lastModified";

    private PageHeading() {}

    static Heading of(Document page, SourceResponse response) {
        var title = Optional.of(page.title())
                .filter(text -> !text.isBlank())
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text))
                .map(PageHeading::printable)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> of(response.uri()).title());
        var modified = content(page, "meta[property=article:modified_time]")
                .flatMap(PageHeading::parsed)
                .or(() -> lastModified(response));
        var language = Optional.ofNullable(page.selectFirst("html[lang]")).map(html -> html.attr("lang"));
        return new Heading(
                title,
                of(response.uri())
                        .attributes()
                        .withText(LANGUAGE, language)
                        .withText(DESCRIPTION, content(page, "meta[name=description]"))
                        .withInstant(LAST_MODIFIED, modified));
    }

    static Heading of(SourceResponse response) {
        var attributes = of(response.uri()).attributes();
        return new Heading(lastSegment(response.uri()), attributes.withInstant(LAST_MODIFIED, lastModified(response)));
    }

    /** What the address alone tells. */
    static Heading of(URI address) {
        return new Heading(spoken(lastSegment(address)), Attributes.empty().withText(SECTION, section(address)));
    }

    /** "getting-started.html" as a person would say it. */
    private static String spoken(String segment) {
        var words = segment.replaceFirst("(?i)\\.(?:html?|php|aspx?|jsp)$", "");
        var isSlug = words.matches("[\\p{L}\\d]+(?:[-_][\\p{L}\\d]+)*");
        return isSlug
                ? Character.toString(Character.toUpperCase(words.codePointAt(0)))
                        + words.substring(Character.charCount(words.codePointAt(0)))
                                .replaceAll("[-_]", " ")
                : segment;
    }

    static String lastSegment(URI address) {
        var segments = segments(address);
        return segments.length == 0 ? address.getHost() : printable(decoded(segments[segments.length - 1]));
    }

    private static Optional<String> section(URI address) {
        var segments = segments(address);
        var isFolder = segments.length > 1
                || (segments.length == 1 && address.getRawPath().endsWith("/"));
        return isFolder ? Optional.of(printable(decoded(segments[0]))) : Optional.empty();
    }

    private static String[] segments(URI address) {
        return Arrays.stream(address.getRawPath().split("/"))
                .filter(segment -> !segment.isBlank())
                .toArray(String[]::new);
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return segment;
        }
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static Optional<String> content(Document page, String selector) {
        return Optional.ofNullable(page.selectFirst(selector))
                .map(meta -> meta.attr("content").strip())
                .filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> parsed(String time) {
        try {
            return Optional.of(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** The header, unless it only tells when the server made the answer. */
    private static Optional<Instant> lastModified(SourceResponse response) {
        return httpDate(response, "Last-Modified")
                .filter(modified -> httpDate(response, "Date")
                        .map(answered -> modified.isBefore(answered.minusSeconds(2)))
                        .orElse(true));
    }

    private static Optional<Instant> httpDate(SourceResponse response, String header) {
        return response.header(header).flatMap(value -> {
            try {
                return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant());
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        });
    }
}
