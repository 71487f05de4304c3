package dev.tributary.source.github;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.SourceSession;
import dev.tributary.source.github.Entry.Kind;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads one file as the commit that the run found has it. The contents API answers with the blob's name and, up to
 * 1 MB, its bytes; larger ones, up to 100 MB, are read from the blobs API by that name.
 */
final class FileReader {

    private final GitHubApi api;
    private final Head head;
    private final Scope scope;

    FileReader(SourceSession session, Head head) {
        this.api = new GitHubApi(session);
        this.head = head;
        this.scope = Scope.of(session.config());
    }

    Optional<ExternalDocument> read(String path, String commit) throws InterruptedException {
        var contents = api.contents(head.repository(), path, commit);
        return contents.isEmpty() ? Optional.empty() : read(path, contents.get());
    }

    private Optional<ExternalDocument> read(String path, JsonNode contents) throws InterruptedException {
        var entry = new Entry(
                path,
                kind(Fields.text(contents, "type")),
                Fields.text(contents, "sha"),
                contents.path("size").longValueOpt());
        if (entry.kind() == Kind.FOLDER) {
            return Optional.empty();
        }
        var documents = new FileDocument(head, head.branch());
        var leftOut = documents.leftOut(entry, scope);
        return leftOut.isPresent()
                ? leftOut
                : Optional.of(documents.of(entry, FileContent.of(entry, bytes(entry, contents))));
    }

    private Bytes bytes(Entry file, JsonNode contents) throws InterruptedException {
        var bytes = Fields.text(contents, "encoding").equals("base64")
                ? Bytes.of(decoded(file, Fields.text(contents, "content")))
                : api.blob(head.repository(), file.sha()).orElseThrow(() -> unreadable(file, "GitHub has lost it"));
        if (bytes.size() != file.size().orElse(bytes.size())) {
            throw unreadable(
                    file,
                    "%d bytes came instead of %d"
                            .formatted(bytes.size(), file.size().orElse(0)));
        }
        return bytes;
    }

    private static byte[] decoded(Entry file, String content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, "its content is not the Base64 it should be");
        }
    }

    private static DocumentUnreadable unreadable(Entry file, String why) {
        return new DocumentUnreadable("%s cannot be read: %s".formatted(file.path(), why), null);
    }

    private static Kind kind(String type) {
        return switch (type) {
            case "file" -> Kind.FILE;
            case "dir" -> Kind.FOLDER;
            case "symlink" -> Kind.LINK;
            case "submodule" -> Kind.SUBMODULE;
            default -> throw new UnexpectedResponse("GitHub's contents are of type '%s'".formatted(type), null);
        };
    }
}
