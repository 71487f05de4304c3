package dev.tributary.engine.account;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads a source with a pasted key, and passes on whatever the source complains of. Public for the service loader. */
public final class KeyConnector implements Connector {

    static final String TYPE = "key_test";

    @Override
    public ConnectorMeta meta() {
        return ConnectorMeta.of(TYPE, "Key test", "For tests", AuthConfig.ApiKey.required("Key", "any"))
                .asking(new ConfigField.ShortInput("url", Prompt.required("Address")));
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        complaint(session).ifPresent(text -> {
            throw new ConfigRejected("url", text);
        });
        return new DocumentPage.Last(List.of(), Coverage.COMPLETE);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
        return Optional.empty();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        return complaint(session)
                .<ConfigCheck>map(text -> new ConfigCheck.Rejected("url", text))
                .orElseGet(ConfigCheck.Accepted::new);
    }

    private static Optional<String> complaint(SourceSession session) throws InterruptedException {
        var key = session.credential().secret(AuthConfig.ApiKey.DEFAULT_NAME).orElse("");
        var answer = session.http()
                .send(SourceRequest.get(URI.create(session.config().text("url")))
                        .header("Authorization", "Bearer " + key));
        return Optional.of(answer.text()).filter(text -> text.contains("complaint"));
    }
}
