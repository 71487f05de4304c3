package dev.tributary.connector.testkit;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.connector.kit.Query;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.TagDefinition;
import java.util.ArrayList;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A small well-behaved connector, to try the contract on. */
final class NotesConnector implements Connector {

    private static final ConnectorMeta META = ConnectorMeta.of(
                    "notes", "Notes", "Made-up notes", AuthConfig.ApiKey.required("Key", ""))
            .asking(new ConfigField.ShortInput("url", Prompt.required("Address"), ConfigField.Format.URL))
            .tagging(
                    new TagDefinition("stars", "Stars", TagDefinition.Type.NUMBER),
                    new TagDefinition("topic", "Topic", TagDefinition.Type.TEXT));

    @Override
    public ConnectorMeta meta() {
        return META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var answer = api(session).get(Query.of("/notes").with("after", request.cursor()));
        if (!answer.path("notes").isArray()) {
            throw new UnexpectedResponse("The listing has no notes", null);
        }
        var documents = new ArrayList<ExternalDocument>();
        answer.path("notes").forEach(note -> documents.add(document(note, new Content.Deferred())));
        var next = answer.path("next").asString("");
        return next.isEmpty()
                ? new DocumentPage.Last(documents, Coverage.COMPLETE)
                : new DocumentPage.More(documents, Coverage.COMPLETE, next);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        return api(session)
                .find(Query.of("/notes/" + externalId))
                .map(note -> document(note, Content.Text.plain(note.path("text").asString())));
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        api(session).get(Query.of("/notes"));
        return new ConfigCheck.Accepted();
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE.number("stars", metadata.number("stars")).text("topic", metadata.text("topic"));
    }

    private static JsonApi api(SourceSession session) {
        var key = session.credential().secret(AuthConfig.ApiKey.DEFAULT_NAME).orElse("");
        return new JsonApi(session, session.config().text("url"), request -> request.header("X-Key", key));
    }

    private static ExternalDocument document(JsonNode note, Content content) {
        var id = note.path("id").asString();
        return new ExternalDocument(
                id,
                note.path("title").asString(),
                "notes:" + id + ":" + note.path("rev").asLong(),
                content,
                Optional.empty(),
                Attributes.empty().with("stars", note.path("stars").asLong()).with("topic", "testing"));
    }
}
