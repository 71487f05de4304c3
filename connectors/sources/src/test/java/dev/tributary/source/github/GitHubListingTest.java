package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GitHubListingTest {

    private static final String NO_OBJECT = "553c2077f0edc3d5dc5d17262f6aa498e69d6f8e";

    private final GitHubFixture fixture = new GitHubFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void allPagesShowOneSnapshotWhateverIsPushedMeanwhile() throws InterruptedException {
        put(250);
        var first = (DocumentPage.More) fixture.firstPage();
        fixture.github.put("zz.md", "pushed between the pages");
        fixture.github.delete("folder-99/file.md");
        var rest = fixture.rest(first.nextCursor());
        assertThat(first.documents()).hasSize(200);
        assertThat(rest.ids()).hasSize(50).contains("folder-99/file.md").doesNotContain("zz.md");
        assertThat(fixture.listing().ids()).hasSize(250).contains("zz.md");
    }

    @Test
    void oneRunReadsTheTreeOnce() throws InterruptedException {
        put(450);
        assertThat(fixture.listing().pages()).hasSize(3);
        assertThat(fixture.requests("/git/trees/")).isEqualTo(1);
    }

    @Test
    void truncatedTreeIsReadFolderByFolder() throws InterruptedException {
        put(120);
        fixture.github.put("folder-7/deep/er/file.md", "deep");
        fixture.github.put("folder-7.md", "beside the folder");
        var whole = fixture.listing();
        fixture.github.truncatesAbove(2);
        var walked = fixture.listing();
        assertThat(walked.documents()).isEqualTo(whole.documents());
        assertThat(walked.isComplete()).isTrue();
    }

    @Test
    void walkInterruptedAfterAnyPageGoesOnInAnotherProcess() throws InterruptedException {
        put(120);
        fixture.github.truncatesAbove(2);
        var whole = fixture.listing();
        assertThat(whole.cursors()).hasSizeGreaterThan(1);
        var passed = 0;
        for (var page = 0; page < whole.cursors().size(); page++) {
            passed += whole.pages().get(page).documents().size();
            assertThat(fixture.rest(whole.cursors().get(page)).ids())
                    .isEqualTo(whole.ids().subList(passed, whole.ids().size()));
        }
    }

    @Test
    void oneCallMakesNoMoreThanFiftyRequests() throws InterruptedException {
        put(120);
        fixture.github.truncatesAbove(2);
        assertThat(fixture.firstPage()).isInstanceOf(DocumentPage.More.class);
        assertThat(fixture.github.source().requests()).hasSizeBetween(40, 50);
    }

    @Test
    void walkDoesNotEnterFoldersOutsideTheScope() throws InterruptedException {
        put(120);
        fixture.github.truncatesAbove(2);
        var listing = fixture.listing(fixture.session(Map.of("pathPrefix", List.of("/folder-42/"))));
        assertThat(listing.ids()).containsExactly("folder-42/file.md");
        assertThat(listing.isComplete()).isTrue();
        assertThat(fixture.requests("/git/trees/")).isEqualTo(3);
    }

    @Test
    void folderThatGitHubCutsMakesTheListingPartial() throws InterruptedException {
        fixture.github.put("folder/file.md", "text");
        fixture.github.source().mangles(GitHubListingTest::truncated);
        var listing = fixture.listing();
        assertThat(listing.ids()).containsExactly("folder/file.md");
        assertThat(listing.pages().getLast().coverage())
                .isEqualTo(Coverage.partial("GitHub left out a part of folder/, /"));
    }

    @Test
    void whatIsLeftOutNamesTheRule() throws InterruptedException {
        fixture.github.put("docs/guide.MD", "wanted");
        fixture.github.put("docs/guide.txt", "other extension");
        fixture.github.put("documents.md", "not in the folder");
        fixture.github.link("docs/latest.md", "nowhere");
        fixture.github.submodule("docs/theme", NO_OBJECT);
        var config = Map.of("pathPrefix", List.of("docs"), "extensions", List.of(".md", "rst"));
        var listing = fixture.listing(fixture.session(config));
        assertThat(listing.documents().stream()
                        .collect(Collectors.toMap(ExternalDocument::externalId, ExternalDocument::content)))
                .isEqualTo(Map.of(
                        "docs/guide.MD", new Content.Deferred(),
                        "docs/guide.txt", new Content.Filtered("extension is not one of md, rst"),
                        "documents.md", new Content.Filtered("outside the folder docs/"),
                        "docs/latest.md", new Content.Filtered("symbolic links are not followed"),
                        "docs/theme", new Content.Filtered("submodules are repositories of their own")));
        assertThat(listing.isComplete()).isTrue();
    }

    @Test
    void capIsPartialOnlyIfItCut() throws InterruptedException {
        put(3);
        fixture.github.link("zz-link", "nowhere");
        assertThat(fixture.listing(fixture.session(maxFiles(3))).isComplete()).isTrue();
        var cut = fixture.listing(fixture.session(maxFiles(2)));
        assertThat(cut.ids()).hasSize(2);
        assertThat(cut.pages().getLast().coverage())
                .isEqualTo(Coverage.partial("the repository has more than the 2 files that were asked for"));
    }

    @Test
    void capCountsAcrossPages() throws InterruptedException {
        put(250);
        assertThat(fixture.listing(fixture.session(maxFiles(230))).ids()).hasSize(230);
    }

    @Test
    void emptyRepositoryIsACompleteEmptyListing() throws InterruptedException {
        var listing = fixture.listing();
        assertThat(listing.documents()).isEmpty();
        assertThat(listing.isComplete()).isTrue();
        assertThat(fixture.connector.getDocument(fixture.session(), "any.md")).isEmpty();
    }

    @Test
    void anotherConnectorsCursorIsRefused() {
        put(1);
        for (var cursor : List.of("", "2|a|b|0|d", "1|sha|main|many|a.md")) {
            assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(() -> fixture.rest(cursor));
        }
    }

    @Test
    void forgottenSnapshotIsNoEmptyListing() {
        put(1);
        var cursor = new Position(NO_OBJECT, "main", 0, "").cursor();
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(() -> fixture.rest(cursor))
                .withMessageContaining("start a new one");
    }

    private void put(int files) {
        for (var file = 0; file < files; file++) {
            fixture.github.put("folder-%d/file.md".formatted(file), "text " + file);
        }
    }

    private static Map<String, List<String>> maxFiles(int most) {
        return Map.of("maxFiles", List.of(Integer.toString(most)));
    }

    private static Answer truncated(Answer answer) {
        var body = new String(answer.body().toArray(), UTF_8);
        return Answer.of(answer.status(), body.replace("\"truncated\":false", "\"truncated\":true"));
    }
}
