package dev.tributary.meta.catalog;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.Choice;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;

/** The pages of a public web site, found through its sitemap or by following its links. */
public final class WebsiteMeta {

    private static final String ICON =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\""
                    + " stroke-width=\"2\"><circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M3 12h18\"/>"
                    + "<path d=\"M12 3c5 5 5 13 0 18c-5-5-5-13 0-18\"/></svg>";

    public static final ConnectorMeta META = ConnectorMeta.of(
                    "website",
                    "Web site",
                    "Pages and files of a public web site, by its sitemap or by following links",
                    new AuthConfig.None())
            .drawnAs(ICON)
            .afterSetup(new Setup(
                    List.of(
                            "Make sure that the site can be read without signing in.",
                            "If its robots.txt shuts out crawlers, allow the user agent Tributary there.",
                            "A sitemap with lastmod times makes each sync far cheaper, as only changed pages are read."),
                    "https://www.sitemaps.org/protocol.html"))
            .asking(
                    new ShortInput(
                            "startUrl",
                            Prompt.required("Start page")
                                    .placeholder("https://docs.example.com/")
                                    .help("Pages of this site, in the folder of this page, are synced."),
                            Format.URL),
                    new Dropdown(
                            "mode",
                            Prompt.optional("Find pages by")
                                    .help("Automatic takes the sitemap if there is one, else follows links."),
                            List.of(
                                    new Choice("auto", "Automatic"),
                                    new Choice("sitemap", "Sitemap"),
                                    new Choice("crawl", "Following links"))),
                    new ShortInput(
                            "pathPrefix",
                            Prompt.optional("Only paths that begin with")
                                    .placeholder("/docs/")
                                    .help("Instead of the start page's folder; several are possible.")
                                    .takingMany()),
                    new ShortInput(
                            "exclude",
                            Prompt.optional("Leave out paths like")
                                    .placeholder("/calendar*")
                                    .help("A whole path with its query; * stands for any characters.")
                                    .takingMany()),
                    new NumberInput(
                            "maxDepth",
                            Prompt.optional("Links to follow from the start page")
                                    .help("Empty: any number. Has no meaning for a sitemap.")
                                    .inAdvanced(),
                            0,
                            100),
                    new NumberInput(
                            "maxPages",
                            Prompt.optional("Maximum pages")
                                    .placeholder("5000")
                                    .help("A site with more is synced in part, and nothing is removed."),
                            1,
                            50_000))
            .tagging(
                    new TagDefinition("section", "Section", TagDefinition.Type.TEXT),
                    new TagDefinition("language", "Language", TagDefinition.Type.TEXT),
                    new TagDefinition("description", "Description", TagDefinition.Type.TEXT),
                    new TagDefinition("lastModified", "Last modified", TagDefinition.Type.DATE));

    private WebsiteMeta() {}
}
