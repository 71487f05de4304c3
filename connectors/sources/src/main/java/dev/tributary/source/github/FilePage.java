package dev.tributary.source.github;

import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.SourceSession;
import java.util.ArrayList;
import java.util.List;

/** One page of a listing, as it fills. */
final class FilePage {

    private static final int MOST_DOCUMENTS = 200;

    private final FileDocument document;
    private final Scope scope;
    private final List<ExternalDocument> documents = new ArrayList<>();
    private Position position;
    private boolean capped;

    private FilePage(Head head, Scope scope, Position start) {
        this.document = new FileDocument(head, start.branch());
        this.scope = scope;
        this.position = start;
    }

    static DocumentPage read(SourceSession session, Head head, Position start) throws InterruptedException {
        var scope = Scope.of(session.config());
        var page = new FilePage(head, scope, start);
        var walk = new TreeWalk(new Trees(session, head.repository()), scope, start.after(), page::take);
        var isLast = walk.reachesEnd(start.tree()) || page.capped;
        var coverage = page.coverage(walk.cut());
        return isLast
                ? new DocumentPage.Last(page.documents, coverage)
                : new DocumentPage.More(page.documents, coverage, page.position.cursor());
    }

    private boolean take(Entry entry) {
        if (documents.size() == MOST_DOCUMENTS) {
            return false;
        }
        var isWanted = scope.ruleAgainst(entry).isEmpty();
        if (isWanted && position.taken() >= scope.maxFiles()) {
            capped = true;
            return false;
        }
        documents.add(document.leftOut(entry, scope).orElseGet(() -> document.of(entry, new Content.Deferred())));
        position =
                new Position(position.tree(), position.branch(), position.taken() + (isWanted ? 1 : 0), entry.path());
        return true;
    }

    private Coverage coverage(List<String> cut) {
        if (capped) {
            return Coverage.partial(
                    "the repository has more than the %d files that were asked for".formatted(scope.maxFiles()));
        }
        return cut.isEmpty()
                ? Coverage.COMPLETE
                : Coverage.partial("GitHub left out a part of " + String.join(", ", cut));
    }
}
