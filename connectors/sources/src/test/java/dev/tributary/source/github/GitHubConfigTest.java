package dev.tributary.source.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.Credential;
import dev.tributary.connector.ListsChoices.Choice;
import dev.tributary.connector.testkit.server.GitHubEmulator;
import dev.tributary.meta.catalog.ConnectorCatalog;
import dev.tributary.meta.catalog.GitHubMeta;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GitHubConfigTest {

    private final GitHubFixture fixture = new GitHubFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isInTheCatalog() {
        assertThat(ConnectorCatalog.all()).contains(GitHubMeta.META);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octo-org/Hello.World",
                "https://github.com/octo-org/Hello.World",
                "https://www.github.com/octo-org/Hello.World/",
                "http://github.com/octo-org/Hello.World.git",
                "https://github.com/octo-org/Hello.World/tree/main/docs?plain=1#L3",
                "github.com/octo-org/Hello.World",
                "git@github.com:octo-org/Hello.World.git",
                "ssh://git@github.com/octo-org/Hello.World.git"
            })
    void understandsPastedAddresses(String answer) {
        assertThat(RepositoryName.parse(answer, GitHubApi.PUBLIC)).hasToString("octo-org/Hello.World");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handbook", "a b/c", "owner/..", "https://github.com/owner", "../../user"})
    void refusesWhatNamesNoRepository(String answer) {
        assertThatExceptionOfType(ConfigRejected.class)
                .isThrownBy(() -> RepositoryName.parse(answer, GitHubApi.PUBLIC))
                .satisfies(e -> assertThat(e.field()).isEqualTo("repository"));
    }

    @Test
    void addressOnAnotherServerAsksForItsApi() {
        var enterprise = URI.create("https://git.example.com/api/v3");
        assertThat(RepositoryName.parse("https://git.example.com/a/b", enterprise))
                .hasToString("a/b");
        assertThatExceptionOfType(ConfigRejected.class)
                .isThrownBy(() -> RepositoryName.parse("https://git.example.com/a/b", GitHubApi.PUBLIC))
                .withMessageContaining("git.example.com")
                .withMessageContaining("API address");
    }

    @Test
    void emptyRepositoryIsAccepted() throws InterruptedException {
        assertThat(fixture.connector.validateConfig(fixture.session())).isEqualTo(new ConfigCheck.Accepted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository | acme/other | GitHub shows no repository acme/other: check the name; "
                        + "a private repository needs a personal access token",
                "branch | nope | acme/handbook has no branch 'nope'",
                "baseUrl | ftp:x | \"ftp:x\" is no API address: leave it out, or enter https://HOST/api/v3"
            })
    void rejectionNamesTheFieldAndSaysWhatToDo(String field, String answer, String reason) throws InterruptedException {
        fixture.github.put("a.md", "text");
        assertThat(fixture.connector.validateConfig(fixture.session(Map.of(field, List.of(answer)))))
                .isEqualTo(new ConfigCheck.Rejected(field, reason.replace('"', '\'')));
    }

    @Test
    void privateRepositoryNeedsTheRightToken() throws InterruptedException {
        fixture.github.put("a.md", "text");
        fixture.github.requires("github_pat_good");
        assertThat(fixture.connector.validateConfig(fixture.session())).isInstanceOf(ConfigCheck.Rejected.class);
        assertThat(fixture.connector.validateConfig(fixture.session(Map.of(), token("github_pat_good"))))
                .isEqualTo(new ConfigCheck.Accepted());
        assertThatExceptionOfType(CredentialRejected.class)
                .isThrownBy(() -> fixture.connector.validateConfig(fixture.session(Map.of(), token("github_pat_bad"))));
    }

    @Test
    void anotherBranchIsReadIfChosen() throws InterruptedException {
        fixture.github.put("old.md", "text");
        fixture.github.branch("release/1.0");
        fixture.github.put("new.md", "text");
        var listing = fixture.listing(fixture.session(Map.of("branch", List.of("release/1.0"))));
        assertThat(listing.ids()).containsExactly("old.md");
        assertThat(listing.documents().getFirst().sourceUrl().orElseThrow())
                .hasToString("https://github.com/acme/handbook/blob/release/1.0/old.md");
    }

    @Test
    void listsAllBranchesToChooseFrom() throws InterruptedException {
        fixture.github.put("a.md", "text");
        for (var number = 100; number < 205; number++) {
            fixture.github.branch("b-" + number);
        }
        var first = fixture.connector.choices(fixture.session(), GitHubMeta.BRANCHES, Optional.empty());
        var second = fixture.connector.choices(fixture.session(), GitHubMeta.BRANCHES, first.nextCursor());
        assertThat(first.choices()).hasSize(100).contains(new Choice("b-100", "b-100"));
        assertThat(second.choices()).hasSize(6).contains(new Choice(GitHubEmulator.BRANCH, GitHubEmulator.BRANCH));
        assertThat(second.nextCursor()).isEmpty();
    }

    private static Credential token(String secret) {
        return new Credential.Secrets(Map.of("apiKey", secret));
    }
}
