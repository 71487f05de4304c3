package dev.tributary.web.form;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Choice;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.Selector;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;

/** Declarations of sources that exist nowhere but here. */
public final class Samples {

    /** Asks every kind of question, once for one answer and once for several. */
    public static final ConnectorMeta EVERYTHING = ConnectorMeta.of(
                    "everything",
                    "Every <kind>",
                    "Asks all there is to ask",
                    AuthConfig.ApiKey.required("API key", "key-…")
                            .and(new AuthConfig.Secret("appKey", "Application key", "app-…", true)))
            .afterSetup(new Setup(List.of("Make a key."), "https://example.com/keys"))
            .asking(
                    new ShortInput(
                            "text",
                            Prompt.required("Text").placeholder("a line").help("Any line.")),
                    new ShortInput("url", Prompt.required("Address"), Format.URL),
                    new ShortInput("folder", Prompt.optional("Folder"), Format.FOLDER),
                    new ShortInput("texts", Prompt.optional("Texts").takingMany()),
                    new NumberInput("number", Prompt.optional("Number"), 1, 10_000),
                    new NumberInput(
                            "numbers", Prompt.optional("Numbers").takingMany().inAdvanced(), 0, 9),
                    new Dropdown("mode", Prompt.required("Mode"), choices()),
                    new Dropdown("filter", Prompt.optional("Filter"), choices()),
                    new Dropdown("kinds", Prompt.optional("Kinds").takingMany(), choices()),
                    new CanonicalPair(
                            new Selector("everything.base", Prompt.required("Base"), List.of()),
                            new ShortInput("base", Prompt.required("Base id"))),
                    new CanonicalPair(
                            new Selector(
                                    "everything.tables",
                                    Prompt.optional("Tables").takingMany(),
                                    List.of("base")),
                            new ShortInput(
                                    "tables", Prompt.optional("Table ids").takingMany())),
                    new CanonicalPair(
                            new Selector("everything.limit", Prompt.optional("Limit"), List.of("tables")),
                            new NumberInput("limit", Prompt.optional("Limit"), 1, 5)),
                    new CanonicalPair(
                            new Selector(
                                    "everything.level", Prompt.optional("Level").inAdvanced(), List.of()),
                            new Dropdown("level", Prompt.optional("Level").inAdvanced(), choices())))
            .tagging(
                    new TagDefinition("author", "Author", TagDefinition.Type.TEXT),
                    new TagDefinition("size", "Size", TagDefinition.Type.NUMBER),
                    new TagDefinition("changed", "Changed", TagDefinition.Type.DATE),
                    new TagDefinition("public", "Public", TagDefinition.Type.BOOLEAN));

    public static final ConnectorMeta SIGNED_IN = ConnectorMeta.of(
                    "signed_in", "Signed in", "Reads with an account", new AuthConfig.OAuth("acme", List.of("read")))
            .asking(new CanonicalPair(
                    new Selector("signed_in.space", Prompt.required("Space"), List.of()),
                    new ShortInput("space", Prompt.required("Space key"))));

    private Samples() {}

    private static List<Choice> choices() {
        return List.of(new Choice("a", "First"), new Choice("b", "Second"));
    }
}
