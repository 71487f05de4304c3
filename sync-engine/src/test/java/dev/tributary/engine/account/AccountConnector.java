package dev.tributary.engine.account;

import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
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

/** Reads the documents of a {@link FakeProvider} with the account's token. Public for the service loader. */
public final class AccountConnector implements Connector {

    static final String TYPE = "account_test";

    /** Instead of an address: the one that the provider told with the token. */
    static final String TOLD = "told";

    @Override
    public ConnectorMeta meta() {
        return ConnectorMeta.of(
                        TYPE, "Account test", "For tests", new AuthConfig.OAuth("fake-documents", List.of("read")))
                .asking(new ConfigField.ShortInput("url", Prompt.required("Address")));
    }

    @Override
    public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
        ask(session);
        return new DocumentPage.Last(List.of(), Coverage.COMPLETE);
    }

    @Override
    public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
        return Optional.empty();
    }

    @Override
    public ConfigCheck validateConfig(SourceSession session) throws InterruptedException {
        ask(session);
        return new ConfigCheck.Accepted();
    }

    private static void ask(SourceSession session) throws InterruptedException {
        var credential = session.credential();
        var token = credential.secret(AuthConfig.ApiKey.DEFAULT_NAME).orElse("");
        var typed = session.config().text("url");
        var address =
                typed.equals(TOLD) ? credential.field(FakeDeclaration.DOCUMENTS).orElseThrow() : typed;
        session.http().send(SourceRequest.get(URI.create(address)).header("Authorization", "Bearer " + token));
    }
}
