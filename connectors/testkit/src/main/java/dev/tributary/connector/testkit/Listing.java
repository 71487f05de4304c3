package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.Connector;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A listing read to its end, the way the engine reads one. */
public record Listing(List<DocumentPage> pages) {

    public Listing {
        pages = List.copyOf(pages);
    }

    /** Reads on from where {@code request} points to, failing if a cursor comes back. */
    public static Listing of(Connector connector, SourceSession session, ListRequest request)
            throws InterruptedException {
        var cursors = new HashSet<String>();
        var pages = new ArrayList<DocumentPage>();
        var page = connector.listDocuments(session, request);
        pages.add(page);
        while (page instanceof DocumentPage.More more) {
            assertThat(cursors.add(more.nextCursor()))
                    .as("cursor '%s' is new", more.nextCursor())
                    .isTrue();
            page = connector.listDocuments(session, request.from(more.nextCursor()));
            pages.add(page);
        }
        return new Listing(pages);
    }

    public List<ExternalDocument> documents() {
        return pages.stream().flatMap(page -> page.documents().stream()).toList();
    }

    public List<String> ids() {
        return documents().stream().map(ExternalDocument::externalId).toList();
    }

    /** The cursors between its pages. */
    public List<String> cursors() {
        return pages.stream()
                .filter(DocumentPage.More.class::isInstance)
                .map(page -> ((DocumentPage.More) page).nextCursor())
                .toList();
    }

    /** Whether no page hides anything. */
    public boolean isComplete() {
        return pages.stream().allMatch(page -> page.coverage() instanceof Coverage.Complete);
    }
}
