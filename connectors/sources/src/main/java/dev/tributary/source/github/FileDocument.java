package dev.tributary.source.github;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.Tags;
import java.net.URI;
import java.util.Optional;

/** What a file of the repository looks like as a document, in the listing as when read. */
final class FileDocument {

    /** GitHub's contents and blobs end at "100 megabytes"; read as the smaller of the two meanings. */
    static final long MOST_BYTES = 100_000_000;

    private final Head head;
    private final String branch;

    FileDocument(Head head, String branch) {
        this.head = head;
        this.branch = branch;
    }

    /** The document if the entry is left out by the scope or by its size; its content says why. */
    Optional<ExternalDocument> leftOut(Entry entry, Scope scope) {
        return scope.ruleAgainst(entry)
                .<Content>map(Content.Filtered::new)
                .or(() -> tooLarge(entry))
                .map(content -> of(entry, content));
    }

    ExternalDocument of(Entry entry, Content content) {
        return new ExternalDocument(
                entry.path(),
                entry.path(),
                "git-sha:" + entry.sha(),
                content,
                Optional.of(page(entry)),
                metadata(entry));
    }

    static Tags tags(Attributes metadata) {
        return Tags.NONE
                .text("path", metadata.text("path"))
                .text("repository", metadata.text("repository"))
                .text("branch", metadata.text("branch"))
                .text("extension", metadata.text("extension"))
                .number("size", metadata.number("size"));
    }

    private Attributes metadata(Entry entry) {
        var metadata = Attributes.empty()
                .with("path", entry.path())
                .with("repository", head.repository())
                .with("branch", branch)
                .withText("extension", Optional.of(entry.extension()).filter(text -> !text.isEmpty()));
        return entry.size().isPresent() ? metadata.with("size", entry.size().getAsLong()) : metadata;
    }

    private URI page(Entry entry) {
        return URI.create(
                "%s/blob/%s/%s".formatted(head.webUrl(), GitHubApi.encoded(branch), GitHubApi.encoded(entry.path())));
    }

    private static Optional<Content> tooLarge(Entry entry) {
        var size = entry.size().orElse(0);
        return size > MOST_BYTES
                ? Optional.of(new Content.Skipped(
                        "%d MB; GitHub's API hands out files of up to 100 MB".formatted(size / 1_000_000)))
                : Optional.empty();
    }
}
