package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import java.util.ArrayList;
import java.util.List;

/** What one call of a listing gathers, within the limits of one call. For one thread. */
final class Batch {

    private static final int MAX_READS = 25;
    private static final int MAX_DOCUMENTS = 200;
    private static final long MAX_CONTENT = 16L * 1024 * 1024;
    private static final int NAMED_PROBLEMS = 3;

    /** So many pages failing one after the other are an outage of the site, not trouble with these pages. */
    private static final int OUTAGE = 5;

    private final List<ExternalDocument> documents = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int reads;
    private int failuresInARow;
    private long size;

    boolean isFull() {
        return reads >= MAX_READS || documents.size() >= MAX_DOCUMENTS || size >= MAX_CONTENT;
    }

    void countRead() {
        reads++;
    }

    void answered() {
        failuresInARow = 0;
    }

    void add(ExternalDocument document) {
        documents.add(document);
        size += switch (document.content()) {
            case Content.Text text -> text.value().length();
            case Content.File file -> file.bytes().size();
            case Content.Deferred _, Content.Skipped _, Content.Filtered _ -> 0;
        };
    }

    void problem(String reason) {
        problems.add(reason);
    }

    /** Notes that a page could not be read. */
    void failed(String url, ConnectorException cause) {
        failuresInARow = cause instanceof SourceUnavailable ? failuresInARow + 1 : 0;
        if (failuresInARow >= OUTAGE) {
            throw cause;
        }
        problems.add("%s could not be read: %s".formatted(url.replaceFirst("\\?.*", ""), cause.getMessage()));
    }

    DocumentPage more(String cursor) {
        return new DocumentPage.More(documents, coverage(), cursor);
    }

    DocumentPage last() {
        return new DocumentPage.Last(documents, coverage());
    }

    private Coverage coverage() {
        if (problems.isEmpty()) {
            return Coverage.COMPLETE;
        }
        var named = String.join("; ", problems.subList(0, Math.min(NAMED_PROBLEMS, problems.size())));
        var others = problems.size() - NAMED_PROBLEMS;
        return Coverage.partial(others > 0 ? "%s; and %d more".formatted(named, others) : named);
    }
}
