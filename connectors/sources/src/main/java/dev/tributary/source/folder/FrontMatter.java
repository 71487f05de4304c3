package dev.tributary.source.folder;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The properties at the top of a Markdown file, as Obsidian describes them in its help under "Properties"
 * (obsidianmd/obsidian-help, Editing and formatting/Properties.md): YAML between two lines of three dashes. Jackson reads
 * it as plain data, without types from the file, without expanding aliases, and with a limit to nesting.
 *
 * @param length how many characters the block takes; 0 if there is none, or none that can be read
 */
record FrontMatter(
        Optional<String> title, List<String> tags, List<String> aliases, Optional<Instant> created, int length) {

    static final FrontMatter NONE = new FrontMatter(Optional.empty(), List.of(), List.of(), Optional.empty(), 0);

    /** How many bytes of a file are searched for the end of the block. */
    static final int LIMIT = 64 * 1024;

    /** Jackson reads the word null as nothing, but YAML's sign for it as a text. */
    private static final String NULL = "~";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern FENCE = Pattern.compile("^---[ \\t]*(?:\\r?\\n|\\z)", Pattern.MULTILINE);
    private static final Pattern DATED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d.*");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    /** Reads the block at the start of the text; what is broken is left in the text, and there is no block. */
    static FrontMatter of(String text) {
        var fence = FENCE.matcher(text);
        if (!fence.lookingAt()) {
            return NONE;
        }
        var start = fence.end();
        if (!fence.find(start)) {
            return NONE;
        }
        try {
            var yaml = text.substring(start, fence.start());
            return yaml.isBlank() ? NONE.taking(fence.end()) : of(YAML.readTree(yaml), fence.end());
        } catch (JacksonException broken) {
            return NONE;
        }
    }

    private static FrontMatter of(JsonNode properties, int length) {
        if (!properties.isObject()) {
            return NONE;
        }
        var title = texts(properties.path("title"), "\\n").stream().findFirst();
        var tags = texts(properties.path("tags"), "[,\\s]+").stream()
                .map(tag -> tag.startsWith("#") ? tag.substring(1) : tag)
                .filter(tag -> !tag.isBlank())
                .toList();
        var created = time(properties.path("created")).or(() -> time(properties.path("date")));
        return new FrontMatter(title, tags, texts(properties.path("aliases"), ","), created, length);
    }

    private FrontMatter taking(int characters) {
        return new FrontMatter(title, tags, aliases, created, characters);
    }

    /** The texts of a list, or those of a single text that separators divide. */
    private static List<String> texts(JsonNode value, String separator) {
        var all = new ArrayList<String>();
        if (value.isArray()) {
            value.forEach(item -> text(item).ifPresent(all::add));
        } else {
            text(value).ifPresent(text -> all.addAll(List.of(text.split(separator))));
        }
        return all.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.equals(NULL))
                .toList();
    }

    private static Optional<String> text(JsonNode value) {
        return value.isValueNode() && !value.isNull()
                ? Optional.of(CONTROL.matcher(value.asString("")).replaceAll(" "))
                : Optional.empty();
    }

    /** A date without an offset counts as UTC, so that it is the same on each machine. */
    private static Optional<Instant> time(JsonNode value) {
        var text = text(value)
                .map(String::strip)
                .filter(dated -> DATED.matcher(dated).matches());
        return text.map(dated -> dated.replaceFirst("^(.{10}) +", "$1T"))
                .flatMap(dated -> parsed(dated, it -> OffsetDateTime.parse(it).toInstant())
                        .or(() -> parsed(dated, it -> LocalDateTime.parse(it).toInstant(ZoneOffset.UTC)))
                        .or(() -> parsed(
                                dated,
                                it -> LocalDate.parse(it)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())));
    }

    private static Optional<Instant> parsed(String text, Function<String, Instant> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
