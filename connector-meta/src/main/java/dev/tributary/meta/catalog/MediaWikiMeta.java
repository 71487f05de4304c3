package dev.tributary.meta.catalog;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.Selector;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;

/** Pages of a wiki that runs MediaWiki 1.29 or newer. */
public final class MediaWikiMeta {

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#36c" stroke-width="1.6">\
            <circle cx="12" cy="12" r="3.4" fill="#fc3" stroke="none"/>\
            <path d="M12 2v4M12 18v4M2 12h4M18 12h4M4.9 4.9l2.9 2.9M16.2 16.2l2.9 2.9M4.9 19.1l2.9-2.9M16.2 7.8l2.9-2.9"/>\
            </svg>""";

    private static final String NAMESPACES_HELP =
            "Numbers or names, such as 0 or Help. Left empty, the main namespace with the wiki's articles is read.";

    public static final ConnectorMeta META = ConnectorMeta.of(
                    "mediawiki",
                    "MediaWiki",
                    "Pages of a MediaWiki, with their categories",
                    AuthConfig.ApiKey.optional("Access token", "left empty for a public wiki"))
            .drawnAs(ICON)
            .afterSetup(new Setup(
                    List.of(
                            "A wiki that anyone may read needs no preparation.",
                            "For a private wiki, open Special:OAuthConsumerRegistration/propose on it and propose an"
                                    + " OAuth 2.0 consumer with \"owner-only\" ticked and basic rights.",
                            "Copy the access token that is shown once after submitting."),
                    "https://www.mediawiki.org/wiki/OAuth/Owner-only_consumers"))
            .asking(
                    new ShortInput(
                            "wikiUrl",
                            Prompt.required("Wiki address")
                                    .placeholder("https://wiki.example.com")
                                    .help("The address of the wiki, of one of its pages, or of its api.php."),
                            Format.URL),
                    new CanonicalPair(
                            new Selector(
                                    "mediawiki.namespaces",
                                    Prompt.optional("Namespaces").takingMany(),
                                    List.of("wikiUrl")),
                            new ShortInput(
                                    "namespaces",
                                    Prompt.optional("Namespaces")
                                            .placeholder("0")
                                            .help(NAMESPACES_HELP)
                                            .takingMany()
                                            .inAdvanced())),
                    new ShortInput(
                            "category",
                            Prompt.optional("Category")
                                    .help("Only pages that are directly in this category; its subcategories are not.")),
                    new NumberInput(
                            "maxPages",
                            Prompt.optional("Most pages")
                                    .help("Stop after this many pages; pages beyond it are never removed.")
                                    .inAdvanced(),
                            1,
                            10_000_000))
            .tagging(
                    new TagDefinition("categories", "Categories", TagDefinition.Type.TEXT),
                    new TagDefinition("namespace", "Namespace", TagDefinition.Type.TEXT),
                    new TagDefinition("lastEditor", "Last editor", TagDefinition.Type.TEXT),
                    new TagDefinition("lastModified", "Last modified", TagDefinition.Type.DATE),
                    new TagDefinition("size", "Size in bytes", TagDefinition.Type.NUMBER))
            .capableOf(Capability.CHANGE_FEED);

    private MediaWikiMeta() {}
}
