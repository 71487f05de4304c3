package dev.tributary.engine.sync;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConnectorMeta;
import java.util.Optional;

/** Does what the {@link Script} says that the test lends it as its session. Public for the service loader. */
public final class ScriptedConnector implements Connector {

    @Override
    public ConnectorMeta meta() {
        return ConnectorMeta.of("script", "Scripted", "What a test says", new AuthConfig.None());
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        return ((Script) session).list(request);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId)
            throws InterruptedException {
        return ((Script) session).read(externalId);
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) {
        return new ConfigCheck.Accepted();
    }
}
