package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.connector.kit.Query;
import dev.tributary.meta.AuthConfig.ApiKey;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The operations of GitHub's REST API that the connector uses. Missing things are empty; all else that is not an
 * answer is thrown by {@link dev.tributary.connector.SourceHttp}.
 *
 * <p>Rests on docs.github.com/en/rest: <i>repos/repos#get-a-repository</i>, <i>branches/branches</i>,
 * <i>git/trees#get-a-tree</i>, <i>git/blobs#get-a-blob</i>, <i>repos/contents#get-repository-content</i>, and on
 * <i>using-the-rest-api/getting-started-with-the-rest-api</i> for the headers: an {@code Accept} with GitHub's media
 * type, the API version (<i>about-the-rest-api/api-versions</i>; the one that GitHub Enterprise Server knows, too) and
 * a {@code User-Agent}, without which GitHub refuses.
 */
final class GitHubApi {

    static final URI PUBLIC = URI.create("https://api.github.com");

    private static final String JSON = "application/vnd.github+json";
    private static final String OBJECT = "application/vnd.github.object+json";
    private static final String RAW = "application/vnd.github.raw+json";
    private static final int BRANCHES_PER_PAGE = 100;

    private final SourceSession session;
    private final URI base;

    GitHubApi(SourceSession session) {
        this.session = session;
        this.base = base(session.config().text("baseUrl"));
    }

    /** The repository that the administrator named. */
    RepositoryName configured() {
        return RepositoryName.parse(session.config().text("repository"), base);
    }

    Optional<JsonNode> repository(String repository) throws InterruptedException {
        return find(Query.of("/repos/" + repository), JSON);
    }

    Optional<JsonNode> branch(String repository, String branch) throws InterruptedException {
        return find(Query.of("/repos/%s/branches/%s".formatted(repository, encoded(branch))), JSON);
    }

    /** One page of branches, counted from 1; its Link header tells whether there is another. */
    SourceResponse branches(String repository, int page) throws InterruptedException {
        return send(
                Query.of("/repos/%s/branches".formatted(repository))
                        .with("per_page", BRANCHES_PER_PAGE)
                        .with("page", page),
                JSON);
    }

    Optional<JsonNode> tree(String repository, String sha, Tree.Depth depth) throws InterruptedException {
        var query = Query.of("/repos/%s/git/trees/%s".formatted(repository, encoded(sha)));
        return switch (depth) {
            case ALL_LEVELS -> find(query.with("recursive", 1), JSON);
            case ONE_LEVEL -> find(query, JSON);
        };
    }

    /** A file, folder, link or submodule; with content if it is a file of at most 1 MB. */
    Optional<JsonNode> contents(String repository, String path, String ref) throws InterruptedException {
        return find(
                Query.of("/repos/%s/contents/%s".formatted(repository, encoded(path)))
                        .with("ref", ref),
                OBJECT);
    }

    Optional<Bytes> blob(String repository, String sha) throws InterruptedException {
        var response = send(Query.of("/repos/%s/git/blobs/%s".formatted(repository, encoded(sha))), RAW);
        return response.isMissing() ? Optional.empty() : Optional.of(response.body());
    }

    /** Percent-encodes the segments of a path. */
    static String encoded(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> URLEncoder.encode(segment, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private Optional<JsonNode> find(Query query, String accepted) throws InterruptedException {
        var response = send(query, accepted);
        if (response.isMissing()) {
            return Optional.empty();
        }
        var json = JsonApi.parse(response);
        if (!json.isObject()) {
            throw new UnexpectedResponse("GitHub answered %s with a list".formatted(query.path()), null);
        }
        return Optional.of(json);
    }

    private SourceResponse send(Query query, String accepted) throws InterruptedException {
        var request = SourceRequest.get(URI.create(base + query.toString()))
                .header("Accept", accepted)
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "Tributary");
        var token = session.credential().secret(ApiKey.DEFAULT_NAME);
        return session.http()
                .send(token.map(secret -> request.header("Authorization", "Bearer " + secret))
                        .orElse(request));
    }

    private static URI base(String answer) {
        try {
            var base = answer.isEmpty() ? PUBLIC : URI.create(answer.replaceFirst("/+$", ""));
            if (base.getHost() != null && base.getRawQuery() == null) {
                return base.getHost().equalsIgnoreCase("github.com") ? PUBLIC : base;
            }
        } catch (IllegalArgumentException noAddress) {
            // told below
        }
        throw new ConfigRejected(
                "baseUrl", "'%s' is no API address: leave it out, or enter https://HOST/api/v3".formatted(answer));
    }
}
