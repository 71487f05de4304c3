package dev.tributary.source.github;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.meta.AuthConfig.ApiKey;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The repository and the branch as a run found them.
 *
 * @param repository owner and name as GitHub writes them, also after a rename
 * @param webUrl the page of the repository
 * @param tip empty if the repository has no commit yet
 */
record Head(String repository, String webUrl, String branch, Optional<Tip> tip) {

    /** The commit that the branch names, and its tree. */
    record Tip(String commit, String tree) {}

    /** Asks GitHub once a run. */
    static Head of(SourceSession session) throws InterruptedException {
        return session.once("github.head", Head.class, () -> resolve(session));
    }

    /**
     * Where a listing of this branch begins; empty if there is nothing to list.
     */
    Optional<Position> start() {
        return tip.map(commit -> new Position(commit.tree(), branch, 0, ""));
    }

    static ConfigRejected missing(SourceSession session, RepositoryName name) {
        var hint = session.credential().secret(ApiKey.DEFAULT_NAME).isPresent()
                ? "check the name, and that the token may read the contents of this repository"
                : "check the name; a private repository needs a personal access token";
        return new ConfigRejected("repository", "GitHub shows no repository %s: %s".formatted(name, hint));
    }

    private static Head resolve(SourceSession session) throws InterruptedException {
        var api = new GitHubApi(session);
        var name = api.configured();
        var found = api.repository(name.toString()).orElseThrow(() -> missing(session, name));
        var repository = Fields.text(found, "full_name");
        var branch = session.config().find("branch").orElseGet(() -> Fields.text(found, "default_branch"));
        var tip = api.branch(repository, branch).map(Head::tip);
        if (tip.isEmpty() && hasBranches(api, repository)) {
            throw new ConfigRejected("branch", "%s has no branch '%s'".formatted(repository, branch));
        }
        return new Head(repository, Fields.text(found, "html_url"), branch, tip);
    }

    /** Asked this way since the trees of an empty repository are a 409, which looks like any other refusal. */
    private static boolean hasBranches(GitHubApi api, String repository) throws InterruptedException {
        var response = api.branches(repository, 1);
        return response.isMissing()
                || !Fields.array(JsonApi.parse(response), "branches").isEmpty();
    }

    private static Tip tip(JsonNode branch) {
        var commit = branch.path("commit");
        return new Tip(
                Fields.text(commit, "sha"), Fields.text(commit.path("commit").path("tree"), "sha"));
    }
}
