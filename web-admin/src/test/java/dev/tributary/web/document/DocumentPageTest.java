package dev.tributary.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.DocumentsApi;
import dev.tributary.web.api.KnowledgeBasesApi.KnowledgeBase;
import dev.tributary.web.api.SessionApi.Me;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.connector.Examples;
import dev.tributary.web.page.Rendered;
import dev.tributary.web.page.Shell;
import dev.tributary.web.page.Theme;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A page offers what the engine does with a document as it stands. */
final class DocumentPageTest {

    @Test
    void offersToLeaveAHeldDocumentOutAndLeadsToWhereItIsDecided() {
        var page = page("held", "Intranet");

        assertThat(page.select("form[action^=/ui/documents] button").eachText()).containsExactly("Leave out");
        assertThat(page.select("a[href=/ui/connectors/7/held-removals]")).hasSize(1);
    }

    @Test
    void leadsToNoConnectorThatIsGone() {
        var page = page("failed", null);

        assertThat(page.select("a[href^=/ui/connectors]")).isEmpty();
        assertThat(page.select("dd").eachText()).startsWith("deleted; this document stays as it is");
        assertThat(page.select("form[action^=/ui/documents] button").eachText()).containsExactly("Leave out");
    }

    @Test
    void leadsToItsConnector() {
        var page = page("failed", "Intranet");

        assertThat(page.select("a[href=/ui/connectors/7]").text()).isEqualTo("Intranet");
        assertThat(page.select("form[action^=/ui/documents] button").eachText())
                .containsExactly("Read again now", "Leave out");
        assertThat(page.select("a[href$=held-removals]")).isEmpty();
    }

    @Test
    void takesBackWhatWasLeftOutOrRemoved() {
        assertThat(DocumentController.changes(document("excluded", "Intranet"))).containsExactly("restore");
        assertThat(DocumentController.changes(document("removed", "Intranet"))).containsExactly("restore");
    }

    private static Document page(String state, @Nullable String connector) {
        var document = document(state, connector);
        return Rendered.page(
                "document/page",
                Map.of(
                        "document",
                        document,
                        "changes",
                        DocumentController.changes(document),
                        "html",
                        "",
                        "cut",
                        false,
                        "history",
                        List.of(),
                        "older",
                        "",
                        "base",
                        new KnowledgeBase("2", "Welcome", null, 1, Examples.NOON, null, null, 0),
                        "shell",
                        new Shell(new Me("ann", Role.EDITOR, "token", false), Theme.LIGHT)),
                _ -> Map.of());
    }

    private static DocumentsApi.Document document(String state, @Nullable String connector) {
        return new DocumentsApi.Document(
                "9",
                "2",
                "7",
                connector,
                connector == null ? null : "wiki",
                "page-9",
                "A page",
                null,
                Map.of(),
                state,
                null,
                null,
                null,
                null,
                null,
                Examples.NOON,
                Examples.NOON,
                null,
                null);
    }
}
