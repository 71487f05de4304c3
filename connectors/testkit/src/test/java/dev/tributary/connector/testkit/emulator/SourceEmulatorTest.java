package dev.tributary.connector.testkit.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.testkit.Listing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SourceEmulatorTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SourceEmulator emulator =
            SourceEmulator.start(EmulatorSettings.of(250).seed(7).clock(Clock.fixed(NOW, ZoneOffset.UTC)));
    private final EmulatorConnector connector = new EmulatorConnector();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void isTheSameForTheSameSeed() {
        var twin = new Corpus(EmulatorSettings.of(250).seed(7));
        var other = new Corpus(EmulatorSettings.of(250).seed(8));
        assertThat(twin.at(42).title()).isEqualTo(emulator.corpus().at(42).title());
        assertThat(twin.at(42).text()).isEqualTo(emulator.corpus().at(42).text());
        assertThat(other.at(42).text()).isNotEqualTo(twin.at(42).text());
    }

    @Test
    void writesTextsOfAboutTheLengthAskedFor() {
        var corpus = new Corpus(EmulatorSettings.of(500).textSize(2048));
        var mean = corpus.expected()
                .mapToInt(document -> document.text().length())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(1900.0, 2300.0);
        assertThat(corpus.at(3).text()).startsWith("# ").contains("Document 3, version 1.", "\n\n## ");
    }

    @Test
    void listsTheWholeCorpusInPages() throws InterruptedException {
        var listing = list(100);
        assertThat(listing.pages()).extracting(page -> page.documents().size()).containsExactly(100, 100, 50);
        assertThat(versions(listing)).isEqualTo(expected());
        assertThat(emulator.counters().of(Call.Kind.LISTING)).isEqualTo(3);
    }

    @Test
    void aMirrorFollowsRandomMutations() throws InterruptedException {
        var random = new SplittableRandom(3);
        for (var round = 0; round < 10; round++) {
            var done = emulator.corpus().mutate(random, 60);
            var expected = expected();
            assertThat(versions(list(64))).as("after %s", done).isEqualTo(expected);
            assertThat(emulator.corpus().expectedCount()).isEqualTo(expected.size());
        }
    }

    @Test
    void readsWhatIsExpected() throws InterruptedException {
        emulator.corpus().mutate(new SplittableRandom(5), 300);
        for (var document : emulator.corpus().expected().toList()) {
            var read =
                    connector.getDocument(emulator.session(100), document.id()).orElseThrow();
            assertThat(read.contentHash()).isEqualTo(document.contentHash());
            assertThat(read.title()).isEqualTo(document.title());
            assertThat(read.content()).isEqualTo(Content.Text.markdown(document.text()));
        }
    }

    @Test
    void renamedDocumentKeepsItsContentUnderAnotherId() {
        var corpus = emulator.corpus();
        var text = corpus.find("doc-5").orElseThrow().text();
        var id = corpus.rename("doc-5");
        assertThat(id).isNotEqualTo("doc-5");
        assertThat(corpus.find("doc-5")).isEmpty();
        assertThat(corpus.find(id)).map(CorpusDocument::text).contains(text);
    }

    @Test
    void retitledDocumentKeepsItsVersion() {
        var corpus = emulator.corpus();
        var before = corpus.find("doc-5").orElseThrow();
        corpus.retitle("doc-5");
        var after = corpus.find("doc-5").orElseThrow();
        assertThat(after.title()).isNotEqualTo(before.title());
        assertThat(after.contentHash()).isEqualTo(before.contentHash());
        assertThat(after.text()).isEqualTo(before.text());
    }

    @Test
    void changedDocumentHasAnotherText() {
        var before = emulator.corpus().find("doc-5").orElseThrow();
        emulator.corpus().change("doc-5");
        var after = emulator.corpus().find("doc-5").orElseThrow();
        assertThat(after.contentHash()).isNotEqualTo(before.contentHash());
        assertThat(after.text()).isNotEqualTo(before.text());
    }

    @Test
    void archivedAndTrashedDocumentsCountAsRemoved() throws InterruptedException {
        emulator.corpus().archive("doc-5");
        emulator.corpus().trash("doc-6");
        emulator.corpus().delete("doc-7");
        assertThat(list(100).ids()).hasSize(247).doesNotContain("doc-5", "doc-6", "doc-7");
        for (var id : new String[] {"doc-5", "doc-6", "doc-7"}) {
            assertThat(connector.getDocument(emulator.session(100), id)).isEmpty();
            emulator.corpus().restore(id);
        }
        assertThat(list(100).ids()).hasSize(250);
    }

    @Test
    void restrictedContainerMakesPagesPartial() throws InterruptedException {
        emulator.corpus().restrict("shelf-3");
        var listing = list(100);
        assertThat(listing.ids()).hasSize(225).doesNotContain("doc-3", "doc-13");
        assertThat(listing.pages())
                .extracting(DocumentPage::coverage)
                .containsOnly(Coverage.partial("The source may not show shelf-3"));
        assertThat(emulator.corpus().expectedCount()).isEqualTo(250);
        emulator.corpus().open("shelf-3");
        assertThat(list(100).isComplete()).isTrue();
    }

    @Test
    void incrementalListingHasOnlyWhatChangedSince() throws InterruptedException {
        emulator.corpus().change("doc-9");
        var added = emulator.corpus().add();
        var changed =
                Listing.of(new EmulatorIncrementalConnector(), emulator.session(1), ListRequest.changedSince(NOW));
        assertThat(changed.ids()).containsExactly("doc-9", added);
        var all = Listing.of(
                new EmulatorIncrementalConnector(), emulator.session(100), ListRequest.changedSince(Instant.EPOCH));
        assertThat(all.ids()).hasSize(251);
    }

    @Test
    void inlineListingHasTheTexts() throws InterruptedException {
        var listing = Listing.of(new EmulatorInlineConnector(), emulator.session(100), ListRequest.EVERYTHING);
        assertThat(listing.documents().get(17).content())
                .isEqualTo(Content.Text.markdown(emulator.corpus().at(17).text()));
    }

    @Test
    void countsRequestsAndReadsOfADocument() throws InterruptedException {
        emulator.counters().countPerDocument();
        for (var i = 0; i < 3; i++) {
            connector.getDocument(emulator.session(1), "doc-1");
        }
        assertThat(emulator.counters().readsOf("doc-1")).isEqualTo(3);
        assertThat(emulator.counters().of(Call.Kind.READ)).isEqualTo(3);
        assertThat(emulator.counters().maxParallel()).isEqualTo(1);
    }

    @Test
    void countsWhatRunsAtOnce() throws InterruptedException {
        emulator.faults().inject(new Fault.Slow(Duration.ofMillis(300)), When.always());
        var start = new CountDownLatch(1);
        var threads = IntStream.range(0, 20)
                .mapToObj(n -> Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        connector.getDocument(emulator.session(1), "doc-" + n);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(emulator.counters().maxParallel()).isBetween(2, 20);
    }

    @Test
    void refusesToMutateWhatItHasNot() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> emulator.corpus().change("doc-9999"))
                .withMessageContaining("doc-9999");
    }

    private Listing list(int pageSize) throws InterruptedException {
        return Listing.of(connector, emulator.session(pageSize), ListRequest.EVERYTHING);
    }

    private Map<String, String> expected() {
        return emulator.corpus()
                .expected()
                .collect(Collectors.toMap(
                        CorpusDocument::id, CorpusDocument::contentHash, (one, _) -> one, TreeMap::new));
    }

    private static Map<String, String> versions(Listing listing) {
        assertThat(listing.ids()).doesNotHaveDuplicates();
        return listing.documents().stream()
                .collect(Collectors.toMap(
                        ExternalDocument::externalId, ExternalDocument::contentHash, (one, _) -> one, TreeMap::new));
    }
}
