package dev.tributary.meta.catalog;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.Format;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.meta.Setup;
import dev.tributary.meta.TagDefinition;
import java.util.List;

/** Files of a folder on the machine that runs Tributary; an Obsidian vault is one. */
public final class FolderMeta {

    private static final String ICON = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\">"
            + "<path fill=\"#d9a441\" d=\"M2 5h7l2 3h11v11a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z\"/>"
            + "<path fill=\"#f4cf7a\" d=\"M2 10h20v9a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z\"/></svg>";

    private static final Setup SETUP = new Setup(
            List.of(
                    "Make the folder or the Obsidian vault available on the machine that runs Tributary, as a local"
                            + " folder, a synchronised copy or a mounted share.",
                    "Let the account that Tributary runs under read the folder and all that is in it.",
                    "Folders below the home of that account can be chosen at once; others are opened with the setting"
                            + " TRIBUTARY_FOLDERS=/srv/notes,/mnt/share.",
                    "In a container, mount the folder, read-only if you like, and give the path inside the container."),
            "");

    private static final Prompt PATH = Prompt.required("Folder")
            .placeholder("/srv/notes")
            .help("The full path of the folder. Links that lead out of it are not followed.");

    private static final Prompt INCLUDE = Prompt.optional("Only these files")
            .placeholder("*.md")
            .help("Patterns such as *.md, projects/ or docs/**/*.pdf; without one, all files.")
            .takingMany();

    private static final Prompt EXCLUDE = Prompt.optional("Leave out")
            .placeholder("drafts/")
            .help("Patterns of files and folders to leave out. Hidden ones (names that start with a dot, so .git,"
                    + " .obsidian and .trash), node_modules and Office lock files are always left out.")
            .takingMany();

    private static final Prompt MAX_FILE_SIZE = Prompt.optional("Largest file, in MB")
            .placeholder("100")
            .help("Larger files are listed, but not indexed.")
            .inAdvanced();

    public static final ConnectorMeta META = ConnectorMeta.of(
                    "folder",
                    "Folder",
                    "Files of a folder on this machine, such as an Obsidian vault or a mounted share.",
                    new AuthConfig.None())
            .drawnAs(ICON)
            .afterSetup(SETUP)
            .asking(
                    new ShortInput("path", PATH, Format.FOLDER),
                    new ShortInput("include", INCLUDE),
                    new ShortInput("exclude", EXCLUDE),
                    new NumberInput("maxFileSize", MAX_FILE_SIZE, 1, 10_000))
            .tagging(
                    new TagDefinition("folder", "Folder", TagDefinition.Type.TEXT),
                    new TagDefinition("extension", "Extension", TagDefinition.Type.TEXT),
                    new TagDefinition("tags", "Tags", TagDefinition.Type.TEXT),
                    new TagDefinition("size", "Size", TagDefinition.Type.NUMBER),
                    new TagDefinition("modified", "Modified", TagDefinition.Type.DATE),
                    new TagDefinition("created", "Created", TagDefinition.Type.DATE));

    private FolderMeta() {}
}
