package dev.tributary.engine.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.engine.knowledge.SearchQuery;
import dev.tributary.engine.web.LiveEngine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every operator of the search, on three documents of two connectors. */
final class SearchIT {

    @RegisterExtension
    static final LiveEngine ENGINE = new LiveEngine();

    private static final String SIGNS = "--- xyz>\"()!&|:'*<";

    private static long kb;
    private static long wiki;

    @BeforeAll
    static void store() {
        kb = ENGINE.one("INSERT INTO knowledge_base (name) VALUES ('operators') RETURNING id");
        wiki = connector(
                "Team wiki",
                "emulator",
                "{\"author\": \"text_1\", \"labels\": \"text_2\", \"size\": \"number_1\", \"pinned\": \"flag_1\"}");
        var feed = connector("News feed", "rss", "{\"labels\": \"text_3\"}");
        document(wiki, "pie", "Apple pie", "'2026-01-15', 'Ada Lovelace', 'red, green', NULL, 7, true");
        document(wiki, "bread", "Banana bread", "'2026-02-15', 'Grace Hopper', 'red', NULL, 8, false");
        document(feed, "news", "Cherry news", "NULL, NULL, NULL, 'Green', NULL, NULL");
        chunk("pie", 0, "The quick brown fox");
        chunk("pie", 1, "jumps over a lazy dog");
        chunk("bread", 0, "A brown and quick fox");
        chunk("bread", 1, "## Jars **of** jam\n\nAsk [the keeper](https://bees.example/x) for `three`.");
        chunk("bread", 2, "Old brown news paper");
        chunk("news", 0, "The quick brown bear <b> eats honey");
    }

    private static long connector(String name, String type, String slots) {
        return ENGINE.one("""
                INSERT INTO connector (knowledge_base_id, type, name, config, schedule, tag_slots)
                VALUES (%d, '%s', '%s', '{}', '{"manual": true}', '%s') RETURNING id""".formatted(kb, type, name, slots));
    }

    private static void document(long connector, String id, String title, String tags) {
        ENGINE.execute("""
                INSERT INTO document (knowledge_base_id, connector_id, external_id, title, source_version, listing_digest,
                    metadata, disposition, indexed_version, created_at, updated_at,
                    date_1, text_1, text_2, text_3, number_1, flag_1)
                VALUES (%d, %d, '%s', '%s', 'v', 0, '{}', 'wanted', 'v', '2026-03-01', '2026-03-01', %s)""".formatted(kb, connector, id, title, tags));
        ENGINE.execute("""
                INSERT INTO chunk_search (knowledge_base_id, document_id, terms)
                SELECT %d, id, setweight(to_tsvector('english', title), 'A') FROM document WHERE external_id = '%s'
                  AND knowledge_base_id = %d""".formatted(kb, id, kb));
    }

    private static void chunk(String id, int position, String text) {
        ENGINE.execute("""
                WITH ins AS (
                  INSERT INTO chunk (knowledge_base_id, document_id, position, heading, text)
                  SELECT %d, id, %d, '', '%s' FROM document WHERE external_id = '%s' AND knowledge_base_id = %d
                  RETURNING id, document_id, text)
                INSERT INTO chunk_search (knowledge_base_id, document_id, chunk_id, terms)
                SELECT %d, document_id, id, to_tsvector('english', text) FROM ins""".formatted(kb, position, text, id, kb, kb));
    }

    private static JsonNode search(String q, String parameters) {
        return ENGINE.get("/api/v1/knowledge-bases/{kb}/search?q={q}" + parameters, kb, q)
                .path("items");
    }

    private static List<String> found(String q, String parameters) {
        return search(q, parameters)
                .valueStream()
                .map(hit -> hit.path("document").path("externalId").asString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "quick, bread news pie",
                "quick fox, bread pie",
                "fox or bear, bread news pie",
                "\"quick brown\", news pie",
                "quick -fox, news",
                "quick -pie, bread news",
                "quick -lazy, bread news",
                "quick -\"brown fox\", bread news",
                "quick -\"brown bear\" -lazy, bread",
                "quick from:wiki, bread pie",
                "quick from:\"news feed\", news",
                "quick from:lovelace, pie",
                "quick type:rss, news",
                "quick type:RSS type:emulator, bread news pie",
                "type:rss, news",
                "quick tag:green, news pie",
                "tag:red tag:green, pie",
                "tag:\"Ada Lovelace\", pie",
                "quick before:2026-02-15, pie",
                "quick after:2026-02-15, bread news",
                "after:2026-01-01 before:2026-02-20, bread pie",
                "after:2026-02-20T00:00:00Z, news",
                "from:wiki -bread, pie",
                "-quick type:rss, ``",
                "quick -from:wiki, news",
                "quick -from:\"news feed\" -from:lovelace, bread",
                "quick -type:RSS, bread pie",
                "-tag:green, bread",
                "quick -before:2026-02-15, bread news",
                "quick -after:2026-02-15, pie",
                "bananas, bread",
                "apple fox, pie",
                "fox dog, pie",
                "the Apple dog brown, pie",
                "\"apple pie\" \"lazy dog\", pie",
                "apple bear, ``",
                "apple fox -lazy, ``",
                "brown jars type:emulator, bread",
                "jars keeper fox or bear, news",
                "apple --pie, pie",
                "quick --fox, bread pie",
                "apple - pie, pie",
                "apple -- lazy - dog, pie",
                "apple (-lazy), pie",
                "--\"quick brown\", news pie",
                "fox -after:2026-02-20 before:2026-02-01, pie",
                "before:2026-03-01 before:2026-02-01, pie",
                "after:2026-02-01 after:2026-01-01 type:emulator, bread",
            })
    void understands(String q, String expected) {
        assertThat(String.join(" ", found(q, ""))).isEqualTo(expected);
    }

    /** What is stored of it is of a version that its source no longer has. */
    @Test
    void findsNothingOfADocumentThatIsSkippedNow() {
        ENGINE.execute(
                "UPDATE document SET disposition = 'skipped' WHERE external_id = 'news' AND knowledge_base_id = " + kb);
        try {
            assertThat(found("bear", "")).isEmpty();
            assertThat(found("type:rss", "")).isEmpty();
        } finally {
            ENGINE.execute(
                    "UPDATE document SET disposition = 'wanted' WHERE external_id = 'news' AND knowledge_base_id = "
                            + kb);
        }
        assertThat(found("bear", "")).containsExactly("news");
    }

    @Test
    void filtersByTagsByTheirIds() {
        assertThat(found("quick", "&tag.labels=green")).containsExactly("news", "pie");
        assertThat(found("", "&tag.labels=red&tag.author=Grace Hopper")).containsExactly("bread");
        assertThat(found("", "&tag.size=7")).containsExactly("pie");
        assertThat(found("", "&tag.pinned=false")).containsExactly("bread");
        assertThat(found("quick", "&tag.unheard=x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag.pinned=yes", "tag.pinned=TRUE", "tag.pinned=", "tag.size=big", "tag.size=1e999999999"})
    void namesATagThatCannotHaveThatValue(String parameter) {
        var name = parameter.substring(0, parameter.indexOf('='));
        for (var path : List.of(
                "knowledge-bases/" + kb + "/search",
                "knowledge-bases/" + kb + "/documents",
                "connectors/" + wiki + "/documents")) {
            ENGINE.admin()
                    .get()
                    .uri("/api/v1/" + path + "?" + parameter)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo(name);
        }
    }

    /** PostgreSQL has its own "not", and what is left out is looked for in the whole document instead. */
    @Test
    void neverAsksPostgresToLeaveSomethingOut() {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++) {
            var typed = random.ints(1 + random.nextInt(12), 0, SIGNS.length())
                    .mapToObj(at -> SIGNS.substring(at, at + 1))
                    .collect(Collectors.joining());
            var query = SearchQuery.parse(typed, Map.of());
            var words = Stream.concat(Stream.of(query.words()), query.without().stream());
            assertThat(words.map(SearchIT::tsquery)).as(typed).noneMatch(asked -> asked.contains("!"));
        }
    }

    private static String tsquery(String words) {
        return Objects.requireNonNull(ENGINE.db()
                .sql("SELECT websearch_to_tsquery('english', :words)::text")
                .bind("words", words)
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .block());
    }

    @Test
    void marksWhatItFoundInEscapedText() {
        var hit = search("bear", "").path(0);
        assertThat(hit.path("chunk").path("highlighted").asString()).contains("<mark>bear</mark> &lt;b&gt; eats");
        assertThat(hit.path("document").path("connectorName").asString()).isEqualTo("News feed");
        assertThat(search("pie", "").path(0).path("document").path("title").asString())
                .isEqualTo("Apple pie");
    }

    @Test
    void showsWhatItFoundWithoutMarkdown() {
        var hit = search("keeper", "").path(0);
        assertThat(hit.path("chunk").path("highlighted").asString())
                .isEqualTo("Jars of jam\nAsk the <mark>keeper</mark> for three");
    }

    @Test
    void marksWordsThatAreInSeveralPlaces() {
        var hit = search("apple lazy dog", "").path(0);
        assertThat(hit.path("chunk").path("highlighted").asString())
                .isEqualTo("jumps over a <mark>lazy</mark> <mark>dog</mark>");
    }

    @Test
    void putsDocumentsWithAllWordsInOnePlaceFirst() {
        var hits = search("brown news", "").valueStream().toList();
        assertThat(hits)
                .extracting(hit -> hit.path("document").path("externalId").asString())
                .containsExactly("bread", "news");
        assertThat(hits).extracting(hit -> hit.path("score").asDouble()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(search("brown news", "&limit=1").size()).isOne();
    }

    @Test
    void namesWhatItCannotRead() {
        for (var q : List.of("before:yesterday", "", "  ", "x".repeat(1001))) {
            ENGINE.admin()
                    .get()
                    .uri("/api/v1/knowledge-bases/{kb}/search?q={q}", kb, q)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(422)
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("q");
        }
    }
}
