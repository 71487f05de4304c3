package dev.tributary.source.mediawiki;

import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Lists the pages of a scope, section by section. */
record PageListing(Wiki wiki, Scope scope, int pageSize) {

    DocumentPage page(MediaWikiApi api, ListCursor cursor) throws InterruptedException {
        var batch = PageBatch.read(api, scope.sections(pageSize).get(cursor.section()), cursor.continuation());
        var wanted = batch.pages().stream().filter(WikiPage::isThere).toList();
        var room = room(cursor);
        if (room.isPresent() && wanted.size() > room.getAsLong()) {
            var cap = "Only the first %d pages are read, as asked for"
                    .formatted(scope.maxPages().orElseThrow());
            return page(wanted.subList(0, (int) room.getAsLong()), Coverage.partial(cap), Optional.empty());
        }
        return page(wanted, batch.coverage(), next(cursor, wanted.size(), batch.continuation()));
    }

    private OptionalLong room(ListCursor cursor) {
        return scope.maxPages().isPresent()
                ? OptionalLong.of(scope.maxPages().getAsLong() - cursor.listed())
                : OptionalLong.empty();
    }

    private Optional<ListCursor> next(ListCursor cursor, int more, Map<String, String> continuation) {
        var listed = cursor.listed() + more;
        if (!continuation.isEmpty()) {
            return Optional.of(new ListCursor(cursor.section(), listed, continuation));
        }
        var section = cursor.section() + 1;
        return section < scope.sections(pageSize).size()
                ? Optional.of(new ListCursor(section, listed, Map.of()))
                : Optional.empty();
    }

    private DocumentPage page(List<WikiPage> pages, Coverage coverage, Optional<ListCursor> next) {
        var documents =
                pages.stream().map(page -> page.document(wiki.namespaces())).toList();
        return next.<DocumentPage>map(cursor -> new DocumentPage.More(documents, coverage, cursor.toString()))
                .orElseGet(() -> new DocumentPage.Last(documents, coverage));
    }
}
