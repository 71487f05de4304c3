package dev.tributary.engine.connector;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges;
import dev.tributary.connector.ListsChoices;
import dev.tributary.connector.SourceSession;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConnectorMeta;
import java.util.List;
import java.util.Optional;

/** A connector that does what the test says. */
public class ScriptedConnector implements Connector, ListsChanges, ListsChoices {

    @FunctionalInterface
    interface Listing {
        DocumentPage page(ListRequest request) throws InterruptedException;
    }

    @FunctionalInterface
    interface Reading {
        Optional<ExternalDocument> document() throws InterruptedException;
    }

    @FunctionalInterface
    interface Feed {
        ChangePage page(String token) throws TokenExpired;
    }

    @FunctionalInterface
    interface Offer {
        ChoicePage page(Optional<String> cursor);
    }

    Listing listing = _ -> new DocumentPage.Last(List.of(), Coverage.COMPLETE);
    Reading document = Optional::empty;
    Feed changes = token -> new ChangePage(List.of(), List.of(), token, true);
    Offer choices = _ -> new ChoicePage(List.of(), Optional.empty());

    @Override
    public ConnectorMeta meta() {
        return ConnectorMeta.of("scripted", "Scripted", "For tests", new AuthConfig.None());
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        return listing.page(request);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        return document.document();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) {
        return new ConfigCheck.Accepted();
    }

    @Override
    public String changesFrom(SourceSession session) {
        return "now";
    }

    @Override
    public ChangePage changes(SourceSession session, String token) throws TokenExpired {
        return changes.page(token);
    }

    @Override
    public ChoicePage choices(SourceSession session, String selector, Optional<String> cursor) {
        return choices.page(cursor);
    }
}
