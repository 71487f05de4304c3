package dev.tributary.web.testing;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.AuthConfig.Secret;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A connector that the admin UI and the engine have never heard of, with every kind of question there is. It lists one
 * document, in which its answers stand.
 */
public final class StrangerConnector implements Connector, ListsChoices {

    private static final int SHELVES = 120;
    private static final int PAGE = 50;

    static final ConnectorMeta META = ConnectorMeta.of(
                    "stranger",
                    "Stranger",
                    "A source that came by itself",
                    new AuthConfig.ApiKey(List.of(
                            new Secret("user", "User key", "user-…", false),
                            new Secret("extra", "Second key", "only for some", true))))
            .afterSetup(new Setup(List.of("Ask the stranger for a user key."), "https://example.org/keys"))
            .asking(
                    new ConfigField.ShortInput(
                            "library", Prompt.required("Library").help("As it stands at the door.")),
                    new ConfigField.ShortInput("home", Prompt.optional("Home page"), ConfigField.Format.URL),
                    new ConfigField.ShortInput("words", Prompt.optional("Words").takingMany()),
                    new ConfigField.NumberInput("floor", Prompt.required("Floor"), -2, 30),
                    new ConfigField.Dropdown(
                            "light",
                            Prompt.required("Light"),
                            List.of(
                                    new ConfigField.Choice("day", "By day"),
                                    new ConfigField.Choice("night", "By night"))),
                    new ConfigField.CanonicalPair(
                            new ConfigField.Selector("stranger.shelves", Prompt.required("Shelf"), List.of("library")),
                            new ConfigField.ShortInput("shelf", Prompt.required("Number of the shelf"))),
                    new ConfigField.ShortInput(
                            "hidden", Prompt.optional("Rarely asked").inAdvanced()))
            .tagging(
                    new TagDefinition("shelf", "Shelf mark", TagDefinition.Type.TEXT),
                    new TagDefinition("floor", "Storey", TagDefinition.Type.NUMBER),
                    new TagDefinition("written", "Written", TagDefinition.Type.DATE),
                    new TagDefinition("bound", "Bound", TagDefinition.Type.DATE),
                    new TagDefinition("lent", "Lent", TagDefinition.Type.DATE),
                    new TagDefinition("rare", "Rare", TagDefinition.Type.BOOLEAN));

    @Override
    public ConnectorMeta meta() {
        return META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) {
        return new DocumentPage.Last(List.of(document(session)), Coverage.COMPLETE);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
        return externalId.equals("only") ? Optional.of(document(session)) : Optional.empty();
    }

    private static ExternalDocument document(SourceSession session) {
        var config = session.config();
        var text = "%s, floor %s, shelf %s, %s"
                .formatted(config.text("library"), config.text("floor"), config.text("shelf"), config.text("light"));
        return new ExternalDocument(
                "only",
                "All that the stranger has",
                "stranger:" + text,
                ExternalDocument.Content.Text.markdown(text),
                Optional.empty(),
                Attributes.fromMap(Map.of("shelf", config.text("shelf"))));
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) {
        return new ConfigCheck.Accepted();
    }

    @Override
    public ChoicePage choices(SourceSession session, String selector, Optional<String> cursor) {
        var from = cursor.map(Integer::parseInt).orElse(1);
        var end = Math.min(from + PAGE, SHELVES + 1);
        var shelves = IntStream.range(from, end)
                .mapToObj(shelf -> new Choice(Integer.toString(shelf), "Shelf " + shelf))
                .toList();
        return new ChoicePage(shelves, end > SHELVES ? Optional.empty() : Optional.of(Integer.toString(end)));
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE.text("shelf", metadata.text("shelf"));
    }
}
