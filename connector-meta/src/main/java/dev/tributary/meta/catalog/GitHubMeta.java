package dev.tributary.meta.catalog;

import dev.tributary.meta.AuthConfig.ApiKey;
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

/** The files of one branch of a GitHub repository. */
public final class GitHubMeta {

    /** The selector that lists the branches of the repository. */
    public static final String BRANCHES = "github.branches";

    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" \
            stroke-width="2" stroke-linecap="round"><circle cx="6" cy="5" r="2.5"/><circle cx="6" cy="19" r="2.5"/>\
            <circle cx="18" cy="8" r="2.5"/><path d="M6 7.5v9M18 10.5c0 4-12 2-12 6"/></svg>""";

    private static final Setup SETUP = new Setup(
            List.of(
                    "A public repository needs no token, but GitHub then allows only 60 requests an hour.",
                    "For a private repository, or more requests, open Settings, Developer settings, Fine-grained tokens.",
                    "Generate a token whose resource owner is the owner of the repository, for that repository only.",
                    "Give it the repository permission Contents: Read-only, and paste the token here."),
            "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
                    + "managing-your-personal-access-tokens#creating-a-fine-grained-personal-access-token");

    public static final ConnectorMeta META = ConnectorMeta.of(
                    "github",
                    "GitHub",
                    "The files of a repository",
                    ApiKey.optional("Personal Access Token", "github_pat_..."))
            .drawnAs(ICON)
            .afterSetup(SETUP)
            .asking(
                    new ShortInput(
                            "repository",
                            Prompt.required("Repository")
                                    .placeholder("owner/name")
                                    .help("Owner and name, or the address of the repository.")),
                    new CanonicalPair(
                            new Selector(BRANCHES, branch("Branch"), List.of("repository")),
                            new ShortInput("branch", branch("Branch name"))),
                    new ShortInput(
                            "pathPrefix",
                            Prompt.optional("Folder")
                                    .placeholder("docs/guides")
                                    .help("Only the files in this folder and the folders within.")),
                    new ShortInput(
                            "extensions",
                            Prompt.optional("File extensions")
                                    .placeholder("md")
                                    .help("Only files with these extensions; all if left out.")
                                    .takingMany()),
                    new NumberInput("maxFiles", Prompt.optional("Most files to read"), 1, 1_000_000),
                    new ShortInput(
                            "baseUrl",
                            Prompt.optional("API address")
                                    .placeholder("https://api.github.com")
                                    .help("For GitHub Enterprise Server: https://HOST/api/v3.")
                                    .inAdvanced(),
                            Format.URL))
            .tagging(
                    new TagDefinition("path", "Path", TagDefinition.Type.TEXT),
                    new TagDefinition("repository", "Repository", TagDefinition.Type.TEXT),
                    new TagDefinition("branch", "Branch", TagDefinition.Type.TEXT),
                    new TagDefinition("extension", "File extension", TagDefinition.Type.TEXT),
                    new TagDefinition("size", "Size in bytes", TagDefinition.Type.NUMBER));

    private GitHubMeta() {}

    private static Prompt branch(String title) {
        return Prompt.optional(title).placeholder("main").help("The default branch of the repository if left out.");
    }
}
