package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentEvent;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Events as lines of comma-separated values (RFC 4180), which a spreadsheet takes for nothing but text. */
final class EventCsv {

    static final String HEADER =
            line(Stream.of("at", "kind", "detail", "documentId", "externalId", "title", "sourceUrl", "runKind"));

    private static final String FORMULAS = "=+-@\t\r";

    private EventCsv() {}

    static String line(DocumentEvent event) {
        var document = event.document();
        return line(Stream.of(
                event.at().toString(),
                event.kind(),
                text(event.detail()),
                Long.toString(document.id()),
                text(document.externalId()),
                text(document.title()),
                text(document.sourceUrl()),
                text(event.cause().kind())));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String line(Stream<String> cells) {
        return cells.map(EventCsv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        var harmless = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.chars().anyMatch(one -> one == ',' || one == '"' || one == '\r' || one == '\n')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
