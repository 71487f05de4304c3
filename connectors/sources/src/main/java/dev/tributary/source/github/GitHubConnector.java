package dev.tributary.source.github;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.GitHubMeta;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The files of one branch of a GitHub repository.
 *
 * <p>A file's id is its path and its hash is the name Git gives its content, so that a push makes only the files that
 * it changed new. A listing shows one tree to its end. Trees hold no dates, so there is no tag for the last change: it
 * would cost a request for each file.
 *
 * <p>The requests and the pages they rest on are in {@link GitHubApi}. Limits
 * (docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api) come as 403 or 429 with
 * {@code x-ratelimit-remaining: 0} or {@code retry-after}, which the session's HTTP waits for.
 */
public final class GitHubConnector implements Connector, ListsChoices {

    @Override
    public ConnectorMeta meta() {
        return GitHubMeta.META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var head = Head.of(session);
        var position = request.cursor().map(Position::parse).or(head::start);
        return position.isPresent()
                ? FilePage.read(session, head, position.get())
                : new DocumentPage.Last(List.of(), Coverage.COMPLETE);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        var head = Head.of(session);
        return head.tip().isPresent()
                ? new FileReader(session, head)
                        .read(externalId, head.tip().get().commit())
                : Optional.empty();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        try {
            Head.of(session);
            return new ConfigCheck.Accepted();
        } catch (ConfigRejected e) {
            return new ConfigCheck.Rejected(e.field().isEmpty() ? "repository" : e.field(), e.getMessage());
        }
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return FileDocument.tags(metadata);
    }

    @Override
    public ChoicePage choices(SourceSession session, String selector, Optional<String> cursor)
            throws InterruptedException {
        if (!selector.equals(GitHubMeta.BRANCHES)) {
            throw new IllegalArgumentException("GitHub lists no '%s'".formatted(selector));
        }
        var api = new GitHubApi(session);
        var name = api.configured();
        var page = cursor.map(GitHubConnector::pageNumber).orElse(1);
        var response = api.branches(name.toString(), page);
        if (response.isMissing()) {
            throw Head.missing(session, name);
        }
        var branches = StreamSupport.stream(
                        Fields.array(JsonApi.parse(response), "branches").spliterator(), false)
                .map(branch -> Fields.text(branch, "name"))
                .map(branch -> new Choice(branch, branch))
                .toList();
        var hasNext = response.header("Link").orElse("").contains("rel=\"next\"");
        return new ChoicePage(branches, hasNext ? Optional.of(Integer.toString(page + 1)) : Optional.empty());
    }

    private static int pageNumber(String cursor) {
        try {
            return Integer.parseInt(cursor);
        } catch (NumberFormatException e) {
            throw new UnexpectedResponse("'%s' is no page number of branches".formatted(cursor), e);
        }
    }
}
