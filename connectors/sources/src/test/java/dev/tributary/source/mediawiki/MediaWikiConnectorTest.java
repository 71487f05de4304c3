package dev.tributary.source.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.RateLimited;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.Tags.Value;
import dev.tributary.connector.testkit.HttpConnectorContract;
import dev.tributary.connector.testkit.Listing;
import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MediaWikiConnectorTest implements HttpConnectorContract {

    private final MediaWikiConnector connector = new MediaWikiConnector(2);
    private final RecordedSource wiki = RecordedWiki.at("/w/api.php");
    private final Map<String, List<String>> config = new HashMap<>(Map.of("wikiUrl", List.of(RecordedWiki.URL)));

    @Override
    public Connector connector() {
        return connector;
    }

    @Override
    public RecordedSource source() {
        return wiki;
    }

    @Override
    public Map<String, List<String>> config() {
        return config;
    }

    @Override
    public String missingId() {
        return "99";
    }

    @Test
    void mergesAPropertyThatComesInSeveralAnswers() throws InterruptedException {
        assertThat(connector.mapTags(listed("Alpha").metadata()).values())
                .containsEntry("categories", new Value.Text("One, Two"))
                .containsEntry("namespace", new Value.Text("(Main)"))
                .containsEntry("lastEditor", new Value.Text("127.0.0.1"))
                .containsEntry("lastModified", new Value.Date(Instant.parse("2026-11-21T01:26:49Z")))
                .containsEntry("size", new Value.Numeric(BigDecimal.valueOf(54)));
        assertThat(listed("Delta").metadata().text("categories")).contains("One");
    }

    @Test
    void hashNamesRevisionAndTouch() throws InterruptedException {
        assertThat(listed("Alpha").contentHash()).isEqualTo("mediawiki:2:2:2026-11-21T01:37:31Z:html1");
        assertThat(listed("Alpha").sourceUrl()).contains(URI.create(RecordedWiki.URL + "/index.php/Alpha"));
    }

    @Test
    void readsTheTextOfTheRevisionItDescribes() throws InterruptedException {
        assertThat(connector.getDocument(session(), "2"))
                .map(ExternalDocument::content)
                .contains(Content.Text.html(
                        "<div class=\"mw-parser-output\"><p>Hello tea changed <a href=\"" + RecordedWiki.URL
                                + "/index.php/Beta\" class=\"mw-redirect\" title=\"Beta\">Beta</a>\n</p></div>"));
    }

    @Test
    void sendsTheTokenAndInsistsThatItCounts() throws InterruptedException {
        connector.listDocuments(session(), ListRequest.EVERYTHING);
        assertThat(wiki.requests()).allSatisfy(request -> {
            assertThat(request.headers()).containsEntry("authorization", "Bearer test-apiKey");
            assertThat(RecordedWiki.parameters(request))
                    .containsEntry("assert", "user")
                    .containsEntry("maxlag", "5");
        });
    }

    @Test
    void capIsPartialOnlyIfItCuts() throws InterruptedException {
        assertThat(capped(4).isComplete()).isTrue();
        assertThat(capped(3).ids()).hasSize(3);
        assertThat(capped(3).isComplete()).isFalse();
        assertThat(capped(2).isComplete()).isFalse();
        assertThat(capped(2).ids()).hasSize(2);
    }

    @Test
    void warningMakesAPagePartial() throws InterruptedException {
        assertThat(coverageWithWarning("unrecognizedvalues")).isInstanceOf(Coverage.Partial.class);
        assertThat(coverageWithWarning("deprecation")).isEqualTo(Coverage.COMPLETE);
    }

    @Test
    void lagIsAWaitAsLongAsTheWikiSays() {
        wiki.answersAll(error("maxlag").header("Retry-After", "7"));
        assertThatExceptionOfType(RateLimited.class)
                .isThrownBy(this::list)
                .satisfies(limited -> assertThat(limited.retryAfter()).contains(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"readapidenied", "assertuserfailed", "mwoauth-invalid-authorization"})
    void refusalInsideAnAnswerAsksForAToken(String code) {
        wiki.answersAll(error(code));
        assertThatExceptionOfType(CredentialRejected.class).isThrownBy(this::list);
    }

    @Test
    void everyOtherErrorIsReportedAsWhatItIs() {
        wiki.answersAll(error("internal_api_error_DBQueryError"));
        assertThatExceptionOfType(SourceUnavailable.class).isThrownBy(this::list);
        wiki.answersAll(error("permissiondenied"));
        assertThatExceptionOfType(ConfigRejected.class).isThrownBy(this::list);
        wiki.answersAll(error("badvalue"));
        assertThatExceptionOfType(UnexpectedResponse.class)
                .isThrownBy(this::list)
                .withMessageContaining("badvalue");
        wiki.answersAll(Answer.json("{\"error\":{\"code\":\"readapidenied\",\"info\":\"You need read permission\"}}"));
        assertThatExceptionOfType(CredentialRejected.class)
                .isThrownBy(this::list)
                .withMessageContaining("You need read permission");
    }

    @Test
    void pageThatCannotBeRenderedIsNoOutage() {
        wiki.mangles(answer -> text(answer).contains("\"parse\"") ? error("internal_api_error_Exception") : answer);
        assertThatExceptionOfType(DocumentUnreadable.class).isThrownBy(() -> connector.getDocument(session(), "2"));
    }

    @Test
    void answerOfAnOlderFormIsUnexpected() {
        wiki.mangles(answer -> text(answer).contains("generator") ? answer : Answer.json("{\"query\":{}}"));
        assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(this::list);
    }

    @Test
    void feedReportsPagesThatAreGone() throws InterruptedException, TokenExpired {
        var changes = connector.changes(session(), connector.changesFrom(session()));
        assertThat(changes.removed()).contains("2", "5");
        assertThat(changes.changed()).isEmpty();
        assertThat(changes.caughtUp()).isTrue();
        assertThat(wiki.requests())
                .anySatisfy(request ->
                        assertThat(RecordedWiki.parameters(request)).containsEntry("rcstart", "2026-11-21T01:35:36Z"));
    }

    @Test
    void tokenOlderThanTheOldestChangeHasExpired() {
        var token = FeedToken.startingAt(Instant.parse("2026-11-21T01:23:18Z")).toString();
        assertThatExceptionOfType(TokenExpired.class).isThrownBy(() -> connector.changes(session(), token));
        assertThatExceptionOfType(TokenExpired.class).isThrownBy(() -> connector.changes(session(), "of another kind"));
    }

    @Test
    void feedOfACappedListingIsAlwaysExpired() throws InterruptedException {
        var token = connector.changesFrom(session());
        config.put("maxPages", List.of("1"));
        assertThatExceptionOfType(TokenExpired.class).isThrownBy(() -> connector.changes(session(), token));
    }

    @Test
    void saysWhichFieldIsWrong() throws InterruptedException {
        config.put("namespaces", List.of("Help", "Nonsense"));
        assertThat(connector.validateConfig(session()))
                .isEqualTo(
                        new ConfigCheck.Rejected(
                                "namespaces",
                                "The wiki has no namespace 'Nonsense'; it has (Main), Talk, User, User talk, Wiki, Wiki talk, File, File talk, "
                                        + "MediaWiki, MediaWiki talk, Template, Template talk, Help, Help talk, Category, Category talk"));
    }

    private ExternalDocument listed(String title) throws InterruptedException {
        return Listing.of(connector, session(), ListRequest.EVERYTHING).documents().stream()
                .filter(document -> document.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private Listing capped(int pages) throws InterruptedException {
        config.put("maxPages", List.of(Integer.toString(pages)));
        return Listing.of(connector, session(), ListRequest.EVERYTHING);
    }

    private Coverage coverageWithWarning(String code) throws InterruptedException {
        var warning = "{\"warnings\":[{\"code\":\"%s\",\"text\":\"odd\",\"module\":\"query\"}],".formatted(code);
        wiki.mangles(answer -> Answer.json(text(answer).replaceFirst("\\{", warning)));
        return connector.listDocuments(session(), ListRequest.EVERYTHING).coverage();
    }

    private void list() throws InterruptedException {
        connector.listDocuments(session(), ListRequest.EVERYTHING);
    }

    private static String text(Answer answer) {
        return new String(answer.body().toArray(), UTF_8);
    }

    private static Answer error(String code) {
        return Answer.json("{\"errors\":[{\"code\":\"%s\",\"text\":\"told so\",\"module\":\"main\"}]}".formatted(code));
    }
}
