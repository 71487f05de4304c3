package dev.tributary.web.connector;

import static dev.tributary.web.connector.Examples.cause;
import static dev.tributary.web.connector.Examples.lastRun;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.KnowledgeBasesApi.Documents;
import dev.tributary.web.connector.Advice.Act;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TroublesTest {
    private final Troubles troubles = new Troubles(Examples.texts());

    @ParameterizedTest
    @CsvSource({
        "credentialRejected, true, RECONNECT",
        "credentialRejected, false, EDIT",
        "configRejected, true, EDIT",
        "documentsFailed, true, RETRY_FAILED",
        "documentsFailing, false, RETRY_FAILED",
        "sourceUnavailable, true, RUN_NOW",
        "unexpectedResponse, true, RUN_NOW",
        "internal, true, RUN_NOW",
        "rateLimited, true, WAIT",
        "unknownType, false, WAIT",
        "contentTooLarge, false, WAIT"
    })
    void knowsWhatHelps(String kind, boolean hasAccount, Act act) {
        assertThat(Advice.of(cause(kind, "It failed"), hasAccount).act()).isEqualTo(act);
    }

    @Test
    void callsAFieldAsItsFormDoes() {
        var connector = Examples.connector(
                "active", cause("configRejected", "url: There is no wiki there"), lastRun("3", "failed"));
        var trouble = troubles.of(connector, Examples.wiki()).getFirst();
        assertThat(trouble.sentence()).isEqualTo("Address: There is no wiki there.");
        assertThat(Objects.requireNonNull(trouble.button()).path()).isEqualTo("/ui/connectors/7/edit");
        assertThat(trouble.button().way()).isEqualTo(Trouble.Way.DIALOG);
    }

    @Test
    void takesNoOtherColonForAField() {
        assertThat(Advice.field("The source said: no")).isEmpty();
        assertThat(Advice.field("no")).isEmpty();
    }

    @Test
    void offersTheListOfWhatIsOnHold() {
        var connector = Examples.connector("active", null, null, new Documents(10, 0, 0, 0, 0, 0, 0, 30));
        assertThat(troubles.of(connector, Examples.wiki())).singleElement().satisfies(trouble -> {
            assertThat(trouble.sentence())
                    .isEqualTo("30 documents are missing at the source, and nothing was removed.");
            assertThat(Objects.requireNonNull(trouble.button()).path()).isEqualTo("/ui/connectors/7/held-removals");
        });
    }

    @Test
    void saysOnceThatDocumentsFailed() {
        var documents = new Documents(10, 0, 2, 0, 0, 0, 0, 0);
        var told = Examples.connector("active", cause("documentsFailed", "2 documents"), null, documents);
        var untold = Examples.connector("active", null, null, documents);
        assertThat(troubles.of(told, Examples.wiki())).hasSize(1);
        assertThat(troubles.of(untold, Examples.wiki()))
                .extracting(Trouble::sentence)
                .containsExactly("2 documents could not be read.");
    }
}
