package dev.tributary.connector.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class GitHubEmulatorTest {

    private final GitHubEmulator github = GitHubEmulator.start();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        github.close();
        client.close();
    }

    /** The names were taken from git write-tree and git commit-tree over the same files. */
    @Test
    void namesTreesAndCommitsAsGitDoes() throws Exception {
        github.put("a/b", "b\n");
        github.put("a.txt", "hello\n");
        github.put("docs/guide.md", "guide");
        github.link("link", "a.txt");
        assertThat(github.commit()).isEqualTo("1d7c736337d07cd6749d7f474bbea9427fcc2c3f");
        var branch = json("/branches/main").path("commit").path("commit");
        assertThat(branch.path("tree").path("sha").asString()).isEqualTo("3a0b906d672b29d76ea57b32cdd41f1556a0480d");
        assertThat(json("/contents/a.txt").path("sha").asString())
                .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
    }

    @Test
    void oldTreesStayAfterAChange() throws Exception {
        github.put("old.md", "text");
        var before = github.commit();
        github.rename("old.md", "new.md");
        assertThat(paths(json("/git/trees/" + before))).containsExactly("old.md");
        assertThat(paths(json("/git/trees/main"))).containsExactly("new.md");
        github.put("other.md", "text");
        github.delete("new.md");
        assertThat(paths(json("/git/trees/main"))).containsExactly("other.md");
    }

    @Test
    void truncatesOnlyRecursiveTrees() throws Exception {
        github.put("a/1", "1");
        github.put("b/2", "2");
        github.truncatesAbove(1);
        var cut = json("/git/trees/main?recursive=1");
        assertThat(paths(cut)).containsExactly("a");
        assertThat(cut.path("truncated").asBoolean()).isTrue();
        var whole = json("/git/trees/main");
        assertThat(paths(whole)).containsExactly("a", "b");
        assertThat(whole.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void emptyRepositoryHasNoTree() throws Exception {
        assertThat(get("/git/trees/main").statusCode()).isEqualTo(409);
        assertThat(get("/branches/main").statusCode()).isEqualTo(404);
        assertThat(get("/branches").body()).isEqualTo("[]");
    }

    @Test
    void limitsRequestsAsGitHubDoes() throws Exception {
        github.put("a", "a");
        var reset = Instant.parse("2030-01-01T00:00:00Z");
        github.allows(1, reset);
        assertThat(get("").statusCode()).isEqualTo(200);
        var limited = get("");
        assertThat(limited.statusCode()).isEqualTo(403);
        assertThat(limited.headers().firstValue("x-ratelimit-remaining")).contains("0");
        assertThat(limited.headers().firstValueAsLong("x-ratelimit-reset")).hasValue(reset.getEpochSecond());
        github.allows(0, Duration.ofSeconds(60));
        assertThat(get("").headers().firstValue("retry-after")).contains("60");
        github.allowsWithoutHint(0);
        var silent = get("");
        assertThat(silent.statusCode()).isEqualTo(403);
        assertThat(silent.body()).contains("You have exceeded a secondary rate limit");
        assertThat(silent.headers().map()).doesNotContainKeys("retry-after", "x-ratelimit-remaining");
        github.allowsAll();
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    private static Iterable<String> paths(JsonNode tree) {
        return tree.path("tree").findValuesAsString("path");
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(path).body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create(github.url() + "/repos/" + GitHubEmulator.REPOSITORY + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
