package dev.tributary.web.connector;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.TagDefinition;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.ConnectorsApi.LastRun;
import dev.tributary.web.api.ConnectorsApi.Schedule;
import dev.tributary.web.api.KnowledgeBasesApi.Documents;
import dev.tributary.web.api.RunsApi.Cause;
import dev.tributary.web.api.RunsApi.Counts;
import dev.tributary.web.api.RunsApi.Progress;
import dev.tributary.web.api.RunsApi.Run;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Connectors and runs to try things with. */
public final class Examples {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Examples() {}

    /** As the pages have it. */
    public static MessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("admin.texts");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setAlwaysUseMessageFormat(false);
        return texts;
    }

    static Optional<ConnectorMeta> wiki() {
        return Optional.of(ConnectorMeta.of("wiki", "Wiki", "Pages", AuthConfig.ApiKey.optional("Key", "any"))
                .asking(
                        new ConfigField.ShortInput("url", Prompt.required("Address"), ConfigField.Format.URL),
                        new ConfigField.Dropdown(
                                "scope",
                                Prompt.optional("Pages"),
                                List.of(
                                        new ConfigField.Choice("all", "All pages"),
                                        new ConfigField.Choice("mine", "Own pages"))))
                .tagging(
                        new TagDefinition("author", "Author", TagDefinition.Type.TEXT),
                        new TagDefinition("size", "Size", TagDefinition.Type.NUMBER),
                        new TagDefinition("changed", "Changed", TagDefinition.Type.DATE)));
    }

    static Connector connector(String state, @Nullable Cause error, @Nullable LastRun run) {
        return connector(state, error, run, new Documents(10, 0, 0, 0, 0, 0, 0, 0));
    }

    /** One with so many removals on hold. */
    public static Connector holding(long removals) {
        return connector("active", null, null, new Documents(10, 0, 0, 0, 0, 0, 0, removals));
    }

    static Connector connector(String state, @Nullable Cause error, @Nullable LastRun run, Documents documents) {
        return new Connector(
                "7",
                "2",
                "wiki",
                "Intranet",
                Map.of("url", "https://wiki.example"),
                null,
                List.of(),
                Map.of("author", "text_3"),
                List.of(),
                List.of("size"),
                new Schedule(60L, null, null, null),
                state,
                null,
                error,
                error == null ? 0 : 1,
                NOON,
                run,
                documents,
                NOON,
                NOON);
    }

    static LastRun lastRun(String id, String state) {
        return new LastRun(id, "sync", state, "schedule", NOON, null);
    }

    public static Cause cause(String kind, String message) {
        return new Cause(kind, message, "Do something.");
    }

    public static Run run(String id, String state, Counts counts, Progress progress) {
        return new Run(
                id,
                "7",
                "Intranet",
                "sync",
                state,
                "schedule",
                NOON,
                state.equals("queued") ? null : NOON,
                null,
                counts,
                progress,
                Map.of(),
                null,
                null);
    }

    public static Progress pending(long fetches, long index) {
        return new Progress(1, fetches, index, false, null);
    }

    /** Counts of a run that has only added documents so far. */
    public static Counts counts(long listed, long fetched, long indexed) {
        return new Counts(listed, listed, 0, 0, 0, 0, 0, 0, 0, 0, 0, fetched, 0, indexed, 0, 0, 0, 0);
    }
}
