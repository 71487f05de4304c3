package dev.tributary.source.mediawiki;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.catalog.MediaWikiMeta;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a wiki that runs MediaWiki 1.29 or newer; {@link MediaWikiApi}, {@link Scope}, {@link WikiPage},
 * {@link PageText} and {@link RecentChanges} name the pages of its documentation that they rest on. A document is a
 * page, by its page id, which a move keeps; redirects are none.
 */
public final class MediaWikiConnector implements Connector, ListsChanges, ListsChoices {

    private static final int PAGE_SIZE = 200;

    private final int pageSize;

    /** Reads pages of a size that suits a wiki. */
    public MediaWikiConnector() {
        this(PAGE_SIZE);
    }

    MediaWikiConnector(int pageSize) {
        this.pageSize = pageSize;
    }

    @Override
    public ConnectorMeta meta() {
        return MediaWikiMeta.META;
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        var wiki = Wiki.of(session);
        var cursor = request.cursor().map(ListCursor::parse).orElse(ListCursor.START);
        return new PageListing(wiki, Scope.of(session.config(), wiki), pageSize).page(wiki.api(session), cursor);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        if (!externalId.matches("[1-9]\\d{0,17}")) {
            return Optional.empty();
        }
        var wiki = Wiki.of(session);
        var api = wiki.api(session);
        var found = PageBatch.read(api, Parameters.OF_EACH_PAGE.with("pageids", externalId), Map.of())
                .pages();
        if (found.size() != 1) {
            throw new UnexpectedResponse(
                    "%s described %d pages when asked for page %s".formatted(api.address(), found.size(), externalId),
                    null);
        }
        var page = found.getFirst();
        return page.isThere()
                ? Optional.of(page.document(wiki.namespaces()).with(PageText.read(api, page)))
                : Optional.empty();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        try {
            var wiki = Wiki.of(session);
            var scope = Scope.of(session.config(), wiki);
            if (scope.category().isPresent()) {
                CategoryTitle.of(wiki.api(session), scope.category().get()).requireMembers();
            }
            return new ConfigCheck.Accepted();
        } catch (ConfigRejected rejected) {
            return new ConfigCheck.Rejected(
                    rejected.field().isEmpty() ? "wikiUrl" : rejected.field(), rejected.getMessage());
        } catch (UnexpectedResponse noWiki) {
            return new ConfigCheck.Rejected("wikiUrl", noWiki.getMessage());
        }
    }

    @Override
    public Tags mapTags(Attributes metadata) {
        return Tags.NONE
                .text("categories", metadata.text("categories"))
                .text("namespace", metadata.text("namespace"))
                .text("lastEditor", metadata.text("lastEditor"))
                .date("lastModified", metadata.instant("lastModified"))
                .number("size", metadata.number("size"));
    }

    @Override
    public ChoicePage choices(SourceSession session, String selector, Optional<String> cursor)
            throws InterruptedException {
        return new ChoicePage(Wiki.of(session).namespaces().choices(), Optional.empty());
    }

    @Override
    public String changesFrom(SourceSession session) throws InterruptedException {
        return new RecentChanges(session, Wiki.of(session)).now();
    }

    @Override
    public ChangePage changes(SourceSession session, String token) throws InterruptedException, TokenExpired {
        return new RecentChanges(session, Wiki.of(session)).after(token);
    }
}
