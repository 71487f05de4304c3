package dev.tributary.source.mediawiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WikiFinderTest {

    @ParameterizedTest
    @CsvSource({
        "https://wiki.example.com/w/api.php, /w/api.php",
        "https://wiki.example.com/api.php?action=help, /api.php",
        "https://wiki.example.com, /api.php",
        "https://wiki.example.com//, /w/api.php",
        "wiki.example.com/w/index.php/Main_Page, /w/api.php",
        "https://wiki.example.com/w/index.php?title=Main_Page, /w/api.php",
        "https://WIKI.example.com/team#top, /team/api.php"
    })
    void findsTheApiFromWhatPeopleEnter(String entered, String path) throws InterruptedException {
        try (var source = RecordedWiki.at(path)) {
            assertThat(find(source, entered)).endsWith(path);
        }
    }

    @Test
    void followsTheLinkOfAPage() throws InterruptedException {
        try (var source = RecordedWiki.at("/deep/down/api.php")
                .answers("/wiki/Main_Page", page("//wiki.example.com/deep/down/api.php?action=rsd"))) {
            assertThat(find(source, RecordedWiki.URL + "/wiki/Main_Page"))
                    .isEqualTo(RecordedWiki.URL + "/deep/down/api.php");
        }
    }

    @Test
    void doesNotFollowALinkToAnotherHost() {
        try (var source = RecordedWiki.at("/w/api.php")
                .answers("/wiki/Main_Page", page("https://elsewhere.example.com/api.php?action=rsd"))) {
            assertThatExceptionOfType(ConfigRejected.class)
                    .isThrownBy(() -> find(source, RecordedWiki.URL + "/wiki/Main_Page"))
                    .withMessageContaining("https://elsewhere.example.com/api.php")
                    .satisfies(rejected -> assertThat(rejected.field()).isEqualTo("wikiUrl"));
        }
    }

    @Test
    void redirectToAnotherHostIsNoWikiToTrust() {
        try (var source = RecordedWiki.at("/api.php").standsFor("https://old.example.com")) {
            source.answers(
                    "https://old.example.com/w/api.php",
                    Answer.of(301, "").header("Location", RecordedWiki.URL + "/api.php"));
            source.handles(
                    "https://old.example.com/api.php",
                    request -> Answer.of(301, "").header("Location", RecordedWiki.URL + request.path()));
            assertThatExceptionOfType(ConfigRejected.class)
                    .isThrownBy(() -> find(source, "https://old.example.com"))
                    .withMessageContaining("leads to the wiki at https://wiki.example.com/api.php");
        }
    }

    @Test
    void otherSitesAreRefusedInWords() throws InterruptedException {
        try (var source = new RecordedSource()) {
            var nothing =
                    new MediaWikiConnector().validateConfig(source.session(Map.of("wikiUrl", List.of(source.url()))));
            assertThat(nothing).isInstanceOfSatisfying(ConfigCheck.Rejected.class, rejected -> {
                assertThat(rejected.field()).isEqualTo("wikiUrl");
                assertThat(rejected.reason()).contains(source.url() + "/w/api.php (not there)");
            });
            source.answersAll(Answer.html("<title>A shop</title>"));
            assertThat(new MediaWikiConnector()
                            .validateConfig(source.session(Map.of("wikiUrl", List.of(source.url())))))
                    .isInstanceOf(ConfigCheck.Rejected.class);
        }
    }

    private static Answer page(String link) {
        return Answer.html("<link rel=\"EditURI\" type=\"application/rsd+xml\" href=\"%s\">".formatted(link));
    }

    private static String find(RecordedSource source, String entered) throws InterruptedException {
        return Wiki.of(source.session(Map.of("wikiUrl", List.of(entered))))
                .address()
                .toString();
    }
}
