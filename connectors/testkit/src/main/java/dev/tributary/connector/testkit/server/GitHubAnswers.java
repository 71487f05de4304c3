package dev.tributary.connector.testkit.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.testkit.server.GitObjects.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers the way GitHub's own API description has them, starting from the examples in it. */
final class GitHubAnswers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNode EXAMPLES = description().path("components").path("examples");
    private static final int LARGEST_INLINE = 1024 * 1024;
    private static final String WEB = "https://github.com/" + GitHubEmulator.REPOSITORY;

    private final String base;

    /**
     * Starts from the address of the API.
     *
     * @param base the address of the repository in the API
     */
    GitHubAnswers(String base) {
        this.base = base;
    }

    /** The excerpt of GitHub's OpenAPI description that the answers keep to. */
    static JsonNode description() {
        try (var in = GitHubAnswers.class.getResourceAsStream("github-openapi.json")) {
            return JSON.readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String repository() {
        // The example lacks the language that its schema requires.
        var answer = example("repository").put("default_branch", GitHubEmulator.BRANCH);
        return answer.putNull("language").toString();
    }

    String branch(String name, String commit, String tree) {
        var answer = example("branch");
        answer.put("name", name);
        ((ObjectNode) answer.path("commit")).put("sha", commit);
        ((ObjectNode) answer.path("commit").path("commit").path("tree")).put("sha", tree);
        return answer.toString();
    }

    ObjectNode shortBranch(String name, String commit) {
        var answer = JSON.createObjectNode().put("name", name).put("protected", false);
        answer.putObject("commit").put("sha", commit).put("url", base + "/commits/" + commit);
        return answer;
    }

    String tree(String sha, List<Entry> entries, int most) {
        var answer = JSON.createObjectNode().put("sha", sha).put("url", base + "/git/trees/" + sha);
        var tree = answer.putArray("tree");
        entries.stream().limit(most).forEach(entry -> tree.add(treeEntry(entry)));
        return answer.put("truncated", entries.size() > most).toString();
    }

    String blob(String sha, byte[] content) {
        return JSON.createObjectNode()
                .put("sha", sha)
                .put("node_id", "B_" + sha)
                .put("size", content.length)
                .put("url", base + "/git/blobs/" + sha)
                .put("content", base64(content))
                .put("encoding", "base64")
                .toString();
    }

    ObjectNode file(String path, Entry entry, byte[] content) {
        var isInline = content.length <= LARGEST_INLINE;
        return contents(path, "file", entry.sha(), content.length)
                .put("encoding", isInline ? "base64" : "none")
                .put("content", isInline ? base64(content) : "");
    }

    /** What the contents API says of a folder, a link or a submodule, and of each entry of a folder. */
    ObjectNode contents(String path, String type, String sha, long size) {
        var encoded = URLEncoder.encode(path, UTF_8).replace("+", "%20").replace("%2F", "/");
        var self = base + "/contents/" + encoded;
        var git = base + "/git/blobs/" + sha;
        var html = WEB + "/blob/" + GitHubEmulator.BRANCH + "/" + encoded;
        var answer = JSON.createObjectNode()
                .put("name", path.substring(path.lastIndexOf('/') + 1))
                .put("path", path)
                .put("type", type)
                .put("sha", sha)
                .put("size", size)
                .put("url", self)
                .put("git_url", git)
                .put("html_url", html);
        answer.putNull("download_url");
        answer.putObject("_links").put("self", self).put("git", git).put("html", html);
        return answer;
    }

    static String error(String message) {
        return JSON.createObjectNode()
                .put("message", message)
                .put("documentation_url", "https://docs.github.com/rest")
                .toString();
    }

    private ObjectNode treeEntry(Entry entry) {
        var json = JSON.createObjectNode()
                .put("path", entry.name())
                .put("mode", entry.mode())
                .put("type", entry.type())
                .put("sha", entry.sha());
        return entry.type().equals("blob")
                ? json.put("size", entry.size()).put("url", base + "/git/blobs/" + entry.sha())
                : json;
    }

    private static ObjectNode example(String name) {
        var parts = GitHubEmulator.REPOSITORY.split("/", 2);
        var text = EXAMPLES.path(name).path("value").toString();
        return (ObjectNode) JSON.readTree(text.replace("Hello-World", parts[1]).replace("octocat", parts[0]));
    }

    private static String base64(byte[] content) {
        return Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(content);
    }
}
