package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.TagDefinition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Lists any number of documents that it makes up as it goes, without a source, to measure the engine alone. Each
 * {@code changeEvery}th document (every one unless told) takes part in {@code version}: raising it changes those.
 */
public final class GeneratedConnector implements Connector {

    private static final String PREFIX = "gen-";
    private static final Content SKIPPED = new Content.Skipped("generated without content");
    private static final Content DEFERRED = new Content.Deferred();
    private static final ConnectorMeta META = ConnectorMeta.of(
                    "generated", "Generated", "Documents made up on the fly", new AuthConfig.None())
            .asking(
                    new ConfigField.NumberInput("count", Prompt.required("Documents"), 0, 100_000_000),
                    new ConfigField.NumberInput("pageSize", Prompt.optional("Page size"), 1, 100_000),
                    new ConfigField.NumberInput("version", Prompt.optional("Version"), 1, Integer.MAX_VALUE),
                    new ConfigField.NumberInput("changeEvery", Prompt.optional("Change every nth"), 1, 1_000_000),
                    new ConfigField.NumberInput("textSize", Prompt.optional("Text length"), 1, 10_000_000),
                    new ConfigField.Dropdown(
                            "content",
                            Prompt.optional("Content"),
                            List.of(
                                    new ConfigField.Choice("inline", "In the listing"),
                                    new ConfigField.Choice("deferred", "On request"),
                                    new ConfigField.Choice("skipped", "None"))))
            .tagging(
                    new TagDefinition("group", "Group", TagDefinition.Type.TEXT),
                    new TagDefinition("size", "Size", TagDefinition.Type.NUMBER));

    private static final int BODIES_SIZE = 1 << 20;
    private static final Map<Integer, List<String>> BODIES = new ConcurrentHashMap<>();

    /** The answers of a run. */
    private record Plan(int count, int pageSize, int version, int changeEvery, int textSize) {
        static Plan of(SourceConfig config) {
            return new Plan(
                    number(config, "count", 0),
                    number(config, "pageSize", 1000),
                    number(config, "version", 1),
                    number(config, "changeEvery", 1),
                    number(config, "textSize", 200));
        }

        int versionOf(int position) {
            return position % changeEvery == 0 ? version : 1;
        }

        private static int number(SourceConfig config, String key, int preset) {
            return Math.toIntExact(config.number(key).orElse(preset));
        }
    }

    @Override
    public ConnectorMeta meta() {
        return META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) {
        var plan = Plan.of(session.config());
        var from = request.cursor().map(GeneratedConnector::position).orElse(0);
        var end = Math.min(plan.count(), from + plan.pageSize());
        var mode = session.config().find("content").orElse("inline");
        var documents = new ArrayList<ExternalDocument>(Math.max(0, end - from));
        for (var position = from; position < end; position++) {
            documents.add(document(plan, position, listed(mode, plan, position)));
        }
        return end < plan.count()
                ? new DocumentPage.More(documents, Coverage.COMPLETE, Integer.toString(end))
                : new DocumentPage.Last(documents, Coverage.COMPLETE);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
        var plan = Plan.of(session.config());
        if (!externalId.matches(PREFIX + "\\d{1,9}")) {
            return Optional.empty();
        }
        var position = Integer.parseInt(externalId.substring(PREFIX.length()));
        var skipped = session.config().text("content").equals("skipped");
        return position < plan.count()
                ? Optional.of(document(plan, position, skipped ? SKIPPED : text(plan, position)))
                : Optional.empty();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) {
        return new ConfigCheck.Accepted();
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE.text("group", metadata.text("group")).number("size", metadata.number("size"));
    }

    private static ExternalDocument document(Plan plan, int position, Content content) {
        var id = PREFIX + position;
        return new ExternalDocument(
                id,
                "Generated document " + position,
                "generated:" + id + ":" + plan.versionOf(position),
                content,
                Optional.empty(),
                Attributes.fromMap(
                        Map.of("group", "group-" + position % 100, "size", BigDecimal.valueOf(plan.textSize()))));
    }

    private static Content listed(String mode, Plan plan, int position) {
        return switch (mode) {
            case "deferred" -> DEFERRED;
            case "skipped" -> SKIPPED;
            default -> text(plan, position);
        };
    }

    /** A first line of its own and a body that others have too, so that making it up takes next to no time. */
    private static Content text(Plan plan, int position) {
        var bodies = BODIES.computeIfAbsent(plan.textSize(), GeneratedConnector::bodies);
        return Content.Text.markdown("# Generated %d %d\n\n".formatted(position, plan.versionOf(position))
                + bodies.get(position % bodies.size()));
    }

    private static List<String> bodies(int textSize) {
        return IntStream.range(0, Math.clamp(BODIES_SIZE / textSize, 1, 256))
                .mapToObj(seed -> Prose.markdown(Prose.mix(1, seed, 1), "As others", textSize))
                .toList();
    }

    private static int position(String cursor) {
        if (!cursor.matches("\\d{1,9}")) {
            throw new UnexpectedResponse("'%s' is no cursor of a generated listing".formatted(cursor), null);
        }
        return Integer.parseInt(cursor);
    }
}
