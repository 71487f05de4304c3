package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.Tags;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubFileTest {

    private final GitHubFixture fixture = new GitHubFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void describesAFileByWhatTheTreeSaysOfIt() throws InterruptedException {
        fixture.github.put("docs/Read me.md", "hello\n");
        var listed = fixture.listed("docs/Read me.md");
        assertThat(listed.contentHash()).isEqualTo("git-sha:ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(listed.title()).isEqualTo("docs/Read me.md");
        assertThat(listed.sourceUrl())
                .contains(URI.create("https://github.com/acme/handbook/blob/main/docs/Read%20me.md"));
        assertThat(fixture.connector.mapTags(listed.metadata()))
                .isEqualTo(Tags.NONE
                        .text("path", Optional.of("docs/Read me.md"))
                        .text("repository", Optional.of("acme/handbook"))
                        .text("branch", Optional.of("main"))
                        .text("extension", Optional.of("md"))
                        .number("size", Optional.of(new BigDecimal(6))));
        assertThat(fixture.read("docs/Read me.md").with(new Content.Deferred())).isEqualTo(listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ä/ö ü.md", "100%.md", "a+b.md", "why?.md", "#1.md", "a|b.md", "quote\".md", ".gitignore"})
    void readsFilesOfAnyName(String path) throws InterruptedException {
        fixture.github.put(path, "text of " + path);
        assertThat(fixture.listing().ids()).containsExactly(path);
        assertThat(text(fixture.read(path).content())).isEqualTo("text of " + path);
    }

    @ParameterizedTest
    @CsvSource({
        "README.md, text, text/markdown",
        "page.html, text, text/html",
        "Main.java, text, text/plain",
        "Makefile, text, text/plain",
        "paper.pdf, text, application/pdf",
        "logo.png, nul, image/png",
        "program, nul, application/octet-stream"
    })
    void handsOverTheOriginalBytesWithTheirType(String path, String content, String mimeType)
            throws InterruptedException {
        var bytes = content.replace("nul", "a\0b").getBytes(UTF_8);
        fixture.github.put(path, bytes);
        var file = (Content.File) fixture.read(path).content();
        assertThat(file.mimeType()).isEqualTo(mimeType);
        assertThat(file.name()).isEqualTo(path);
        assertThat(file.bytes().toArray()).isEqualTo(bytes);
    }

    @Test
    void largeFileIsReadAsABlob() throws InterruptedException {
        fixture.github.put("large.txt", "0123456789".repeat(200_000));
        assertThat(text(fixture.read("large.txt").content())).hasSize(2_000_000);
        assertThat(fixture.requests("/git/blobs/")).isEqualTo(1);
    }

    @Test
    void emptyFileIsAnEmptyFile() throws InterruptedException {
        fixture.github.put("empty.txt", "");
        assertThat(text(fixture.read("empty.txt").content())).isEmpty();
    }

    @Test
    void fileLargerThanGitHubHandsOutIsSkippedWithoutADownload() throws InterruptedException {
        fixture.github.put("video.mp4", "12345");
        fixture.github.source().mangles(answer -> replaced(answer, "\"size\":5", "\"size\":150000000"));
        var reason = new Content.Skipped("150 MB; GitHub's API hands out files of up to 100 MB");
        assertThat(fixture.listed("video.mp4").content()).isEqualTo(reason);
        assertThat(fixture.read("video.mp4").content()).isEqualTo(reason);
        assertThat(fixture.requests("/git/blobs/")).isZero();
    }

    @Test
    void pointerOfGitLfsIsSkipped() throws InterruptedException {
        fixture.github.put(
                "video.mp4", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n");
        assertThat(fixture.read("video.mp4").content())
                .isEqualTo(new Content.Skipped("the file is in Git LFS; the repository holds only a pointer to it"));
    }

    @Test
    void renamedFileKeepsItsHash() throws InterruptedException {
        fixture.github.put("old.md", "text");
        var before = fixture.listed("old.md").contentHash();
        fixture.github.rename("old.md", "docs/new.md");
        assertThat(fixture.listed("docs/new.md").contentHash()).isEqualTo(before);
        assertThat(fixture.connector.getDocument(fixture.session(), "old.md")).isEmpty();
    }

    @Test
    void folderInThePlaceOfAFileMeansTheFileIsGone() throws InterruptedException {
        fixture.github.put("guide/one.md", "text");
        assertThat(fixture.connector.getDocument(fixture.session(), "guide")).isEmpty();
    }

    @Test
    void halfADownloadIsNoDocument() throws InterruptedException {
        fixture.github.put("a.txt", "12345");
        fixture.github.source().mangles(answer -> replaced(answer, "\"size\":5", "\"size\":6"));
        assertThatExceptionOfType(DocumentUnreadable.class)
                .isThrownBy(() -> fixture.read("a.txt"))
                .withMessage("a.txt cannot be read: 5 bytes came instead of 6");
    }

    private static String text(Content content) {
        return new String(((Content.File) content).bytes().toArray(), UTF_8);
    }

    private static Answer replaced(Answer answer, String old, String another) {
        return Answer.json(new String(answer.body().toArray(), UTF_8).replace(old, another));
    }
}
