package dev.tributary.source.github;

import dev.tributary.connector.Credential;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.TestSession;
import dev.tributary.connector.testkit.server.GitHubEmulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** An emulated repository and sessions that hold every exchange against GitHub's description. */
final class GitHubFixture implements AutoCloseable {

    final GitHubEmulator github = GitHubEmulator.start();
    final GitHubConnector connector = new GitHubConnector();

    Map<String, List<String>> config() {
        return Map.of("repository", List.of(GitHubEmulator.REPOSITORY), "baseUrl", List.of(github.url()));
    }

    SourceSession session() {
        return session(Map.of());
    }

    SourceSession session(Map<String, List<String>> more) {
        return session(more, new Credential.Anonymous());
    }

    SourceSession session(Map<String, List<String>> more, Credential credential) {
        var config = new HashMap<>(config());
        config.putAll(more);
        var plain = github.source().session(config);
        return TestSession.over(new DescribedHttp(plain.http()), config).with(credential);
    }

    DocumentPage firstPage() throws InterruptedException {
        return connector.listDocuments(session(), ListRequest.EVERYTHING);
    }

    Listing listing() throws InterruptedException {
        return listing(session());
    }

    Listing listing(SourceSession session) throws InterruptedException {
        return Listing.of(connector, session, ListRequest.EVERYTHING);
    }

    /** The rest of a listing, as another process reads it. */
    Listing rest(String cursor) throws InterruptedException {
        return Listing.of(connector, session(), ListRequest.EVERYTHING.from(cursor));
    }

    ExternalDocument listed(String path) throws InterruptedException {
        return listing().documents().stream()
                .filter(document -> document.externalId().equals(path))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(path + " is not listed"));
    }

    ExternalDocument read(String path) throws InterruptedException {
        return connector
                .getDocument(session(), path)
                .orElseThrow(() -> new NoSuchElementException(path + " is not there"));
    }

    /** How many requests went to addresses that contain {@code part}. */
    long requests(String part) {
        return github.source().requests().stream()
                .filter(request -> request.path().contains(part))
                .count();
    }

    @Override
    public void close() {
        github.close();
    }
}
