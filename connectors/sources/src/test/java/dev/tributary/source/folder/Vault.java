package dev.tributary.source.folder;

import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A folder of a test. */
record Vault(Path root) {

    Path write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    Path link(String path, String target) throws IOException {
        var link = root.resolve(path);
        Files.createDirectories(link.getParent());
        return Files.createSymbolicLink(link, Path.of(target));
    }

    TestSession session() {
        return session(Map.of());
    }

    TestSession session(Map<String, List<String>> more) {
        var config = new HashMap<>(more);
        config.put("path", List.of(root.toString()));
        return TestSession.withoutHttp(config);
    }

    Listing listing(FolderConnector connector) throws InterruptedException {
        return Listing.of(connector, session(), ListRequest.EVERYTHING);
    }

    Listing listing() throws InterruptedException {
        return listing(new FolderConnector());
    }

    List<String> ids() throws InterruptedException {
        return listing().ids();
    }

    /** What a listing says of each file: its version by its id. */
    Map<String, String> versions() throws InterruptedException {
        return listing().documents().stream()
                .collect(Collectors.toMap(ExternalDocument::externalId, ExternalDocument::contentHash));
    }

    Optional<ExternalDocument> read(String id) {
        return new FolderConnector().getDocument(session(), id);
    }

    ExternalDocument.Content content(String id) {
        return read(id).orElseThrow(AssertionError::new).content();
    }

    static List<String> ids(DocumentPage page) {
        return page.documents().stream().map(ExternalDocument::externalId).toList();
    }
}
