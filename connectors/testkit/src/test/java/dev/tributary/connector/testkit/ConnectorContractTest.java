package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConfigCheck;
import dev.tributary.connector.Connector;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.Tags;
import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.Capability;
import dev.tributary.meta.ConnectorMeta;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract catches a connector that breaks all of it. */
final class ConnectorContractTest {

    private final RecordedSource source = new RecordedSource().answers("/all", "[]");
    private final HttpConnectorContract contract = new Careless(source, new CarelessConnector());

    @AfterEach
    void close() {
        source.close();
    }

    @Test
    void catchesListingsThatDiffer() {
        caught(contract::listsTheSameDocumentsTwice);
        caught(contract::resumesFromEveryCursorInAnotherProcess);
        caught(contract::idsAndTitlesCanBePrinted);
    }

    @Test
    void catchesReadsThatDifferFromTheListing() {
        caught(contract::hashesAreTheSameListedAndRead);
        caught(contract::readsWhatItListed);
        caught(contract::missingDocumentIsEmpty);
    }

    @Test
    void catchesTagsThatAreNotDeclared() {
        caught(contract::tagsAreDeclared);
        caught(contract::tagsCopeWithMissingAndWrongTypes);
    }

    @Test
    void catchesFalseClaims() {
        caught(contract::acceptsAHealthySource);
        caught(contract::saysHonestlyWhetherAListingIsComplete);
        caught(contract::followsChangesIfItSaysItCan);
    }

    @Test
    void catchesFailuresTakenForEmptyAnswers() {
        caught(contract::interstitialPageIsNoEmptyListing);
        source.recovers();
        caught(contract::emptyBodyIsNoEmptyListing);
        source.recovers();
        caught(contract::truncatedAnswerIsNoEmptyListing);
        source.recovers();
        caught(contract::outageIsNoMissingDocument);
        source.recovers();
        caught(contract::outageIsNoVerdictOnTheConfig);
    }

    @Test
    void catchesKindsOfFailureThatAreLost() {
        caught(contract::refusedCredentialIsReportedAsSuch);
        caught(contract::rateLimitIsReportedAsSuch);
        caught(contract::outageIsReportedAsSuch);
    }

    private static void caught(ThrowingCallable rule) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(rule);
    }

    private record Careless(RecordedSource source, Connector connector) implements HttpConnectorContract {
        @Override
        public Map<String, List<String>> config() {
            return Map.of();
        }
    }

    /** Swallows failures, forgets what it listed, and claims what it cannot do. */
    private final class CarelessConnector implements Connector {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public ConnectorMeta meta() {
            return ConnectorMeta.of("careless", "Careless", "Breaks every rule", new AuthConfig.None())
                    .capableOf(Capability.CHANGE_FEED);
        }

        @Override
        public DocumentPage listDocuments(SourceSession session, ListRequest request) throws InterruptedException {
            var documents = new ArrayList<ExternalDocument>();
            try {
                session.http().send(SourceRequest.get(URI.create(source.url() + "/all")));
                documents.add(document("a\n", calls.incrementAndGet()));
            } catch (RuntimeException swallowed) {
                documents.clear();
            }
            var coverage = Coverage.partial("careless");
            return request.cursor().isPresent()
                    ? new DocumentPage.Last(documents, coverage)
                    : new DocumentPage.More(documents, coverage, "next");
        }

        @Override
        public Optional<ExternalDocument> getDocument(SourceSession session, String externalId) {
            return Optional.of(document(externalId, -1));
        }

        @Override
        public ConfigCheck validateConfig(SourceSession session) {
            return new ConfigCheck.Rejected("", "never");
        }

        @Override
        public Tags mapTags(Attributes metadata) {
            return Tags.NONE.text("undeclared", Optional.of("value"));
        }

        private static ExternalDocument document(String id, int version) {
            return new ExternalDocument(
                    id, "", "careless:" + version, new Content.Deferred(), Optional.empty(), Attributes.empty());
        }
    }
}
