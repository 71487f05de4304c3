package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.testkit.server.GitHubEmulator;
import dev.tributary.engine.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A repository behind GitHub's API, with a symbolic link and an image in it. */
final class GitHubSyncIT {

    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private final GitHubEmulator github = GitHubEmulator.start();
    private Mirror mirror;

    @BeforeEach
    void fill() {
        github.put("README.md", "# Handbook\n\nBegin here.\n");
        github.put("docs/install.md", "Install it with care.\n");
        github.put("docs/upgrade.md", "Upgrades take seventeen minutes.\n");
        github.put("docs/retired.md", "A page about fax machines.\n");
        github.put("src/Main.java", "final class Main {}\n");
        github.put("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3});
        github.link("LATEST", "docs/upgrade.md");
        mirror = new Mirror(
                DATABASE,
                "github",
                Map.of("repository", List.of(GitHubEmulator.REPOSITORY), "baseUrl", List.of(github.url())));
    }

    @AfterEach
    void close() {
        mirror.close();
        github.close();
    }

    @Test
    void countsAreRightAfterEachKindOfCommit() {
        assertThat(mirror.sync()).isEqualTo("completed listed=7 added=5 skipped=1 filtered=1 fetched=6");
        assertThat(read()).isEqualTo(6);
        assertThat(mirror.sync()).isEqualTo("completed listed=7 unchanged=5 skipped=1 filtered=1");
        assertThat(mirror.found("seventeen")).containsExactly("docs/upgrade.md");

        var renamed = mirror.row("docs/upgrade.md");
        var edited = mirror.row("docs/install.md");
        github.put("docs/backup.md", "Back up every night.\n");
        github.put("docs/install.md", "Install it with a spanner.\n");
        github.rename("docs/upgrade.md", "guides/upgrade.md");
        github.delete("docs/retired.md");

        assertThat(mirror.sync())
                .isEqualTo("completed listed=7 added=1 updated=1 moved=1 unchanged=2 skipped=1 filtered=1 fetched=3"
                        + " tombstoned=1");
        assertThat(read()).isEqualTo(6 + 3);
        assertThat(mirror.row("guides/upgrade.md")).isEqualTo(renamed);
        assertThat(mirror.found("seventeen")).containsExactly("guides/upgrade.md");
        assertThat(mirror.row("docs/install.md")).isEqualTo(edited);
        assertThat(mirror.text(edited)).contains("spanner");
        assertThat(mirror.found("spanner")).containsExactly("docs/install.md");
        assertThat(mirror.found("fax")).isEmpty();
        assertThat(mirror.sync())
                .as("what was tombstoned is purged by the next complete listing without it")
                .isEqualTo("completed listed=7 unchanged=5 skipped=1 filtered=1 purged=1");
        assertThat(mirror.sync()).isEqualTo("completed listed=7 unchanged=5 skipped=1 filtered=1");
        assertThat(read()).as("nothing was read again").isEqualTo(6 + 3);
    }

    /** How many files were asked for so far. */
    private long read() {
        return github.source().requests().stream()
                .filter(request ->
                        request.path().contains("/contents/") || request.path().contains("/blobs/"))
                .count();
    }
}
