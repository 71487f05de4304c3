package dev.tributary.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListsChanges.ChangePage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class PagePartsTest {

    private static final Content DEFERRED = new Content.Deferred();

    private static ExternalDocument document(String title, String url, Attributes metadata, Content content) {
        return new ExternalDocument("id", title, "s:id:1", content, Optional.of(URI.create(url)), metadata);
    }

    private static long digest(ExternalDocument document) {
        return ListedItem.of(document).listed().digest();
    }

    @Test
    @DisplayName("L7: the digest changes with title, address, metadata and reason, and with nothing else")
    void digestsWhatIsShown() {
        var metadata = Attributes.empty().with("a", "1").with("b", "2");
        var one = digest(document("t", "http://a/", metadata, DEFERRED));
        assertThat(digest(document("t", "http://a/", metadata, Content.Text.plain("content"))))
                .isEqualTo(one);
        assertThat(digest(document("t", "http://a/", Attributes.fromMap(metadata.asMap()), DEFERRED)))
                .isEqualTo(one);
        assertThat(List.of(
                        digest(document("u", "http://a/", metadata, DEFERRED)),
                        digest(document("t", "http://b/", metadata, DEFERRED)),
                        digest(document("t", "http://a/", metadata.with("c", "3"), DEFERRED)),
                        digest(document(
                                "t",
                                "http://a/",
                                Attributes.empty().with("a", "12").with("b", ""),
                                DEFERRED)),
                        digest(document("t", "http://a/", metadata, new Content.Skipped("too large"))),
                        digest(document("t", "http://a/", metadata, new Content.Skipped("a picture")))))
                .doesNotContain(one)
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("L7: the digest does not depend on the order in which a source gives its metadata")
    void digestsMetadataInAnyOrder() {
        var there = Attributes.empty().with("a", "1").with("b", "2");
        var back = Attributes.empty().with("b", "2").with("a", "1");
        assertThat(digest(document("t", "http://a/", there, DEFERRED)))
                .isEqualTo(digest(document("t", "http://a/", back, DEFERRED)));
    }

    @Test
    @DisplayName("L3: of equal ids on one page the first wins, and ids that cannot be stored make it incomplete")
    void keepsTheFirstOfEqualIds() {
        var items = PageStore.DistinctItems.of(List.of(
                Script.text("a", "1"),
                Script.text("b", "1"),
                Script.text("a", "2"),
                Script.text("a", "3"),
                Script.text("x\0y", "1"),
                Script.text("é".repeat(1_001), "1"),
                Script.text("é".repeat(1_000), "1")));
        assertThat(items.items())
                .extracting(item -> item.listed().version())
                .containsExactly("script:a:1", "script:b:1", "script:" + "é".repeat(1_000) + ":1");
        assertThat(items.duplicates()).isEqualTo(2);
        assertThat(items.unstorable()).isEqualTo(2);
        assertThat(items.incomplete()).contains("2 documents have ids over 2000 bytes or with NUL characters in them");
        assertThat(PageStore.DistinctItems.of(List.of()).incomplete()).isEmpty();
    }

    @Test
    @DisplayName("L2: a page says whether it is complete, the last, and where it goes on")
    void readsPages() {
        var documents = List.of(Script.text("a", "1"));
        var more = PageStore.Page.of(new DocumentPage.More(documents, Coverage.partial("a cap"), "2"));
        assertThat(more)
                .isEqualTo(new PageStore.Page(
                        PageStore.DistinctItems.of(documents),
                        List.of(),
                        Optional.of("a cap"),
                        Optional.of("2"),
                        false));
        var last = PageStore.Page.of(new DocumentPage.Last(documents, Coverage.COMPLETE));
        assertThat(last)
                .isEqualTo(new PageStore.Page(
                        PageStore.DistinctItems.of(documents), List.of(), Optional.empty(), Optional.empty(), true));
        var changes = PageStore.Page.of(new ChangePage(documents, List.of("b"), "9", true));
        assertThat(changes)
                .isEqualTo(new PageStore.Page(
                        PageStore.DistinctItems.of(documents), List.of("b"), Optional.empty(), Optional.of("9"), true));
    }

    @Test
    @DisplayName("L5: a tally counts every listed item once, whatever else happened to it")
    void tallies() {
        var tally = new Tally()
                .list(Bucket.ADDED, 2)
                .list(Bucket.UNCHANGED, 40)
                .list(Bucket.ADDED, 1)
                .restore()
                .refresh();
        assertThat(tally.listed()).isEqualTo(43);
        assertThat(tally.of(Bucket.ADDED)).isEqualTo(3);
        assertThat(tally.of(Bucket.FAILED)).isZero();
        assertThat(tally.restored()).isEqualTo(1);
        assertThat(tally.refreshed()).isEqualTo(1);
    }

    @Test
    @DisplayName("L1: what is indexed together is bounded by bytes, and is at least one document")
    void boundsWhatIsIndexedTogether() {
        var due = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new IndexStore.Due(i, 10))
                .toList();
        assertThat(Indexing.upTo(due, 5)).hasSize(1);
        assertThat(Indexing.upTo(due, 29)).hasSize(2);
        assertThat(Indexing.upTo(due, 30)).hasSize(3);
        assertThat(Indexing.upTo(due, 1_000)).hasSize(4);
        assertThat(Indexing.upTo(List.of(), 5)).isEmpty();
    }
}
