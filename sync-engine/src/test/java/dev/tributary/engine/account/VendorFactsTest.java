package dev.tributary.engine.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.account.VendorAnswer.Situation;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract tests rest on is complete, and says where it comes from. */
final class VendorFactsTest {

    /** An address, a repository with a path or a number, or why there is none. */
    private static final String SOURCE = "https://\\S+.*|[\\w.-]+/[\\w.-]+( \\S+)+|not confirmed: \\S.+";

    private static List<OAuthProvider> entries() {
        return ProviderCatalog.all().stream()
                .filter(provider -> provider.signIn() instanceof SignIn.Code)
                .toList();
    }

    @Test
    void eachEntryHasItsFacts() throws Exception {
        try (var files = Files.list(folder())) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            entries().stream().map(OAuthProvider::id).toList());
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(VendorFactsTest.class.getResource("vendors"))
                .toURI());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void tellsAllAndNoMore(OAuthProvider entry) {
        var facts = VendorFacts.of(entry.id());
        var names =
                new ArrayList<>(facts.all().stream().map(VendorFacts.Fact::name).toList());

        assertThat(names).containsAll(VendorFacts.ONCE);
        VendorFacts.ONCE.forEach(names::remove);
        assertThat(names)
                .contains(Situation.CODE_REFUSED.fact(), Situation.CLIENT_REFUSED.fact())
                .isSubsetOf(Stream.of(Situation.values()).map(Situation::fact).toList())
                .doesNotContainAnyElementsOf(VendorFacts.ONCE);
        var refreshes = !(entry.lifetime().refresh() instanceof Refresh.None);
        assertThat(facts.answers(Situation.REFRESHED)).hasSize(refreshes ? 1 : 0);
        assertThat(facts.answers(Situation.REFRESH_REFUSED).isEmpty()).isNotEqualTo(refreshes);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void saysWhereEachFactWasRead(OAuthProvider entry) {
        assertThat(VendorFacts.of(entry.id()).all())
                .filteredOn(fact -> !fact.name().equals("wanted"))
                .allSatisfy(fact -> assertThat(fact.source()).matches(SOURCE));
    }
}
