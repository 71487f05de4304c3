package dev.tributary.meta.catalog;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.Choice;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;

/** The entries of an RSS or Atom feed. */
public final class RssMeta {

    private static final String ICON =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\""
                    + " stroke-width=\"2\"><path d=\"M4 11a9 9 0 0 1 9 9\"/><path d=\"M4 4a16 16 0 0 1 16 16\"/>"
                    + "<circle cx=\"5\" cy=\"19\" r=\"1\"/></svg>";

    public static final ConnectorMeta META = ConnectorMeta.of(
                    "rss",
                    "RSS or Atom feed",
                    "The entries of a news feed, blog or podcast, kept after they leave the feed",
                    new AuthConfig.None())
            .drawnAs(ICON)
            .afterSetup(new Setup(
                    List.of(
                            "Find the address of the feed: look for a feed symbol on the site, often /feed or /atom.xml.",
                            "Open it in a browser: it must show XML without asking for a sign-in."),
                    "https://www.rssboard.org/rss-specification"))
            .asking(
                    new ShortInput(
                            "feedUrl",
                            Prompt.required("Feed address").placeholder("https://blog.example.com/feed.xml"),
                            Format.URL),
                    new Dropdown(
                            "mirror",
                            Prompt.optional("Entries that left the feed")
                                    .help(
                                            "Most feeds hold only the newest entries, so older ones are kept by default."),
                            List.of(new Choice("keep", "Keep them"), new Choice("remove", "Remove them"))))
            .tagging(
                    new TagDefinition("author", "Author", TagDefinition.Type.TEXT),
                    new TagDefinition("categories", "Categories", TagDefinition.Type.TEXT),
                    new TagDefinition("published", "Published", TagDefinition.Type.DATE),
                    new TagDefinition("feed", "Feed", TagDefinition.Type.TEXT));

    private RssMeta() {}
}
