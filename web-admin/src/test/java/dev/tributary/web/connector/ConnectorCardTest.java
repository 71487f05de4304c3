package dev.tributary.web.connector;

import static dev.tributary.web.connector.Examples.cause;
import static dev.tributary.web.connector.Examples.connector;
import static dev.tributary.web.connector.Examples.counts;
import static dev.tributary.web.connector.Examples.lastRun;
import static dev.tributary.web.connector.Examples.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi.Run;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConnectorCardTest {

    @Test
    void saysHowItIs() {
        assertThat(card(connector("active", null, null), null).health()).isEqualTo("new");
        assertThat(card(connector("active", null, lastRun("1", "completed")), null)
                        .health())
                .isEqualTo("ok");
        assertThat(card(connector("active", null, lastRun("1", "partial")), null)
                        .health())
                .isEqualTo("partial");
        assertThat(card(connector("active", cause("internal", "Oh"), lastRun("1", "failed")), null)
                        .health())
                .isEqualTo("failing");
        assertThat(card(connector("paused", null, lastRun("1", "completed")), null)
                        .health())
                .isEqualTo("paused");
    }

    @Test
    void staysFailingWhenARunAfterwardsWasCancelled() {
        assertThat(card(connector("active", cause("internal", "Oh"), lastRun("2", "cancelled")), null)
                        .health())
                .isEqualTo("failing");
    }

    @Test
    void showsTheRunOfAPausedConnectorThatIsStillUnderWay() {
        var run = Examples.run("1", "running", counts(1, 0, 0), pending(1, 0));
        var card = card(connector("paused", null, lastRun("1", "running")), run);
        assertThat(card.health()).isEqualTo("running");
        assertThat(card.canRun()).isFalse();
        assertThat(card.canCancel()).isTrue();
    }

    @Test
    void letsADisabledOneRun() {
        assertThat(card(connector("disabled", cause("internal", "Oh"), lastRun("1", "failed")), null)
                        .canRun())
                .isTrue();
    }

    @Test
    void asksForItselfAgainUntilItsConnectorIsDeleted() {
        assertThat(card(connector("active", null, null), null).renewal()).doesNotContain("every");
        assertThat(card(connector("deleting", null, null), null).renewal()).endsWith(", every 2s");
    }

    @Test
    void putsTagsIntoTheirPlaces() {
        assertThat(TagRow.of(Examples.wiki(), connector("active", null, null)))
                .containsExactly(
                        new TagRow("Author", "text", "used", Optional.of(new TagRow.Place("text", "3"))),
                        new TagRow("Size", "number", "off", Optional.empty()),
                        new TagRow("Changed", "date", "noPlace", Optional.empty()));
    }

    private static ConnectorCard card(Connector connector, @Nullable Run run) {
        var progress = run == null ? null : Progress.of(run, new Pace(Pace.Step.NOTHING, 0, null));
        return new ConnectorCard(
                connector, "Wiki", Optional.empty(), new ConnectorCard.Words(List.of(), List.of()), progress);
    }
}
