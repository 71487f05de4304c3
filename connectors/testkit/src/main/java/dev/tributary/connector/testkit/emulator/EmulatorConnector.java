package dev.tributary.connector.testkit.emulator;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.TagDefinition;
import java.util.Optional;

/** Reads a {@link SourceEmulator}: lists everything, content deferred. Its permitted kinds can do more. */
public sealed class EmulatorConnector implements Connector
        permits EmulatorFeedConnector, EmulatorIncrementalConnector, EmulatorInlineConnector, EmulatorOAuthConnector {

    private final ConnectorMeta meta;
    private final boolean inline;

    public EmulatorConnector() {
        this(meta("emulator", "Emulator"), CorpusJson.Detail.HEAD);
    }

    EmulatorConnector(ConnectorMeta meta, CorpusJson.Detail listed) {
        this.meta = meta;
        this.inline = listed == CorpusJson.Detail.WHOLE;
    }

    static ConnectorMeta meta(String id, String name, Capability... capabilities) {
        return meta(id, name, AuthConfig.ApiKey.optional("Key", "any"), capabilities);
    }

    static ConnectorMeta meta(String id, String name, AuthConfig auth, Capability... capabilities) {
        return ConnectorMeta.of(id, name, "Made-up documents", auth)
                .asking(
                        new ConfigField.ShortInput("url", Prompt.required("Address"), ConfigField.Format.URL),
                        new ConfigField.NumberInput("pageSize", Prompt.optional("Page size"), 1, 100_000))
                .tagging(
                        new TagDefinition("author", "Author", TagDefinition.Type.TEXT),
                        new TagDefinition("labels", "Labels", TagDefinition.Type.TEXT),
                        new TagDefinition("size", "Size", TagDefinition.Type.NUMBER),
                        new TagDefinition("updated", "Updated", TagDefinition.Type.DATE),
                        new TagDefinition("pinned", "Pinned", TagDefinition.Type.BOOLEAN))
                .capableOf(capabilities);
    }

    @Override
    public final ConnectorMeta meta() {
        return meta;
    }

    @Override
    public final DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        return client(session).list(request);
    }

    @Override
    public final Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        return client(session).read(externalId);
    }

    @Override
    public final ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        return client(session).isCorpus()
                ? new ConfigCheck.Accepted()
                : new ConfigCheck.Rejected("url", "There is no Corpus API at that address");
    }

    @Override
    public final Tags mapTags(Attributes metadata) {
        return Tags.NONE
                .text("author", metadata.text("author"))
                .text("labels", metadata.text("labels"))
                .number("size", metadata.number("size"))
                .date("updated", metadata.instant("updated"))
                .flag("pinned", metadata.flag("pinned"));
    }

    final CorpusClient client(SourceSession session) {
        return new CorpusClient(session, inline);
    }
}
