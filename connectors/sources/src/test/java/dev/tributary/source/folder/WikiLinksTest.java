package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WikiLinksTest {

    @TempDir
    private Path root = Path.of("");

    private Vault vault = new Vault(root);

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(root);
        vault.write("Home.md", "");
        vault.write("notes/Here.md", "");
        vault.write("notes/Three laws (v2.0).md", "");
        vault.write("notes/img/cat.png", "");
        vault.write("pics/dog.jpg", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[[Home]]; [Home](../Home.md)",
                "[[Home|start page]]; [start page](../Home.md)",
                "[[Home\\|in a table]]; [in a table](../Home.md)",
                "[[Here]]; [Here](Here.md)",
                "[[notes/Here]]; [notes/Here](Here.md)",
                "[[../Home.md]]; [../Home.md](../Home.md)",
                "[[Three laws (v2.0)#Second law]];"
                        + " [Three laws (v2.0) > Second law](Three%20laws%20%28v2.0%29.md#Second%20law)",
                "[[Home#One#Two]]; [Home > Two](../Home.md#Two)",
                "[[Home#^37066d]]; [Home](../Home.md)",
                "[[#Below]]; Below",
                "[[Nowhere]]; Nowhere",
                "[[Nowhere|somewhere]]; somewhere",
                "[[../../etc/passwd|out]]; out",
                "![[pics/dog.jpg]]; ![pics/dog.jpg](../pics/dog.jpg)",
                "![[img/cat.png|100x145]]; ![img/cat.png](img/cat.png)",
                "![[img/cat.png|a cat]]; ![a cat](img/cat.png)",
                "![[Home]]; [Home](../Home.md)",
                "[[Here]] and [[Home]]; [Here](Here.md) and [Home](../Home.md)",
                "`[[Home]]` [[Home]]; `[[Home]]` [Home](../Home.md)",
                "`` ` [[Home]] `` x; `` ` [[Home]] `` x",
                "[plain](Home.md) [x]; [plain](Home.md) [x]",
                "[[ ]] [[]]; ' [[]]'"
            })
    void becomePlainMarkdown(String wiki, String markdown) throws IOException {
        assertThat(rendered(wiki)).isEqualTo(markdown);
    }

    @Test
    void leavesCodeBlocksAlone() throws IOException {
        var code = "```md\n[[Home]]\n~~~\n``\n[[Home]]\n```\n";
        assertThat(rendered(code + "[[Home]]\n")).isEqualTo(code + "[Home](../Home.md)\n");
    }

    @Test
    void staysQuickOnALineThatNobodyWrote() throws IOException {
        var line = "[[".repeat(5_000) + "` `` ".repeat(1_000);
        assertThat(rendered(line)).isEqualTo(line);
    }

    private String rendered(String markdown) throws IOException {
        var settings = FolderSettings.of(vault.session(Map.of()).config());
        var note = FolderFile.find(FileId.parse("notes/Here.md").orElseThrow(), settings.root());
        return new WikiLinks(note.orElseThrow(), settings).rendered(markdown);
    }
}
