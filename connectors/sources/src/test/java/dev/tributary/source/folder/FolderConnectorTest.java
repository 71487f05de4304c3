package dev.tributary.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.connector.testkit.ConnectorContract;
import dev.tributary.connector.testkit.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderConnectorTest implements ConnectorContract {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        var vault = new Vault(folder);
        vault.write("Start.md", "---\ntitle: The start\ntags: [a, b]\ncreated: 2024-05-06\n---\nSee [[Plan]].");
        vault.write("projects/Plan.md", "# Plan");
        vault.write("projects/scan.pdf", "%PDF-1.4");
        vault.write("projects/draft.tmp", "left out");
        vault.write("odd\nname.txt", "odd");
        vault.write(" ", "blank");
        vault.write("caf\u00e9.txt", "composed");
        vault.write("cafe\u0301.txt", "decomposed");
        Files.writeString(Path.of(FileId.parse("./latin%E9.txt").orElseThrow().uri(folder)), "not UTF-8");
    }

    @Override
    public Connector connector() {
        return new FolderConnector(Files::newDirectoryStream, 2);
    }

    @Override
    public SourceSession session() {
        return new Vault(folder).session(Map.of("exclude", List.of("*.tmp"), "maxFileSize", List.of("1")));
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Connector.class)).hasAtLeastOneElementOfType(FolderConnector.class);
    }

    @Test
    void tagsWhatPathDiskAndPropertiesSay() throws InterruptedException {
        var start = connector().getDocument(session(), "Start.md").orElseThrow();
        assertThat(start.title()).isEqualTo("The start");
        assertThat(connector().mapTags(start.metadata()).values())
                .containsEntry("tags", new Tags.Value.Text("a, b"))
                .containsEntry("extension", new Tags.Value.Text("md"))
                .containsEntry("created", new Tags.Value.Date(Instant.parse("2024-05-06T00:00:00Z")))
                .containsKeys("size", "modified")
                .doesNotContainKey("folder");
        var plan = connector().getDocument(session(), "projects/Plan.md").orElseThrow();
        assertThat(connector().mapTags(plan.metadata()).values())
                .containsEntry("folder", new Tags.Value.Text("projects"))
                .doesNotContainKeys("tags", "created");
    }

    @Test
    void keepsASizeOfZero() {
        assertThat(connector().mapTags(Attributes.empty().with("size", 0)).values())
                .containsKey("size");
    }

    @Test
    void rejectsAFolderThatIsNotThere() {
        var gone = answering(folder.resolve("gone").toString());
        assertThatThrownBy(() -> connector().listDocuments(gone, ListRequest.EVERYTHING))
                .isInstanceOfSatisfying(
                        ConfigRejected.class, e -> assertThat(e.field()).isEqualTo("path"))
                .hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> connector().getDocument(gone, "Start.md")).isInstanceOf(ConfigRejected.class);
    }

    @Test
    void rejectsAFolderThatVanishesBetweenTwoPages() throws IOException, InterruptedException {
        var inner = new Vault(folder.resolve("inner"));
        inner.write("a", "");
        inner.write("b", "");
        inner.write("c", "");
        var session = inner.session();
        var first = connector().listDocuments(session, ListRequest.EVERYTHING);
        assertThat(Vault.ids(first)).containsExactly("a", "b");
        Files.move(inner.root(), folder.resolve("elsewhere"));
        assertThatThrownBy(() -> connector().listDocuments(session, ListRequest.EVERYTHING.from("b")))
                .isInstanceOf(ConfigRejected.class);
    }

    @Test
    void namesTheAnswerAtFault() throws InterruptedException {
        assertThat(rejection(answering("notes"))).contains("not a full path");
        assertThat(rejection(answering(folder.resolve("Start.md").toString()))).contains("not a folder");
        assertThat(rejection(answering("/no\0where"))).contains("cannot be a path");
        var badPattern = new Vault(folder).session(Map.of("exclude", List.of("[a")));
        assertThat(connector().validateConfig(badPattern))
                .isEqualTo(new ConfigCheck.Rejected("exclude", "'[a' is not a pattern: a [ without its ]"));
    }

    @Test
    void rejectsARootThatCannotBeRead() throws InterruptedException {
        var connector = new FolderConnector(
                path -> {
                    throw new java.nio.file.AccessDeniedException(path.toString());
                },
                2);
        assertThat(connector.validateConfig(session()))
                .isInstanceOfSatisfying(
                        ConfigCheck.Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("permission denied"));
        assertThatThrownBy(() -> connector.listDocuments(session(), ListRequest.EVERYTHING))
                .isInstanceOf(ConfigRejected.class);
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        for (var cursor : List.of("../up", "a//b", "%2e", "a%00", "%zz")) {
            assertThatThrownBy(() -> connector().listDocuments(session(), ListRequest.EVERYTHING.from(cursor)))
                    .isInstanceOf(UnexpectedResponse.class);
        }
    }

    private String rejection(SourceSession session) throws InterruptedException {
        return connector().validateConfig(session) instanceof ConfigCheck.Rejected(String field, String reason)
                        && field.equals("path")
                ? reason
                : "accepted";
    }

    private static SourceSession answering(String path) {
        return TestSession.withoutHttp(Map.of("path", List.of(path)));
    }
}
