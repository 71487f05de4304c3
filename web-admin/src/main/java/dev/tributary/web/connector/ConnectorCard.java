package dev.tributary.web.connector;

import dev.tributary.web.api.ConnectorsApi.Connector;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector as its card shows it.
 *
 * @param type what its type is called
 * @param account whose account it uses, if it uses one
 * @param progress of the run under way
 */
public record ConnectorCard(
        Connector connector,
        String type,
        Optional<String> account,
        Words words,
        @Nullable Progress progress) {

    /** What is said about it. */
    public record Words(List<Setting> scope, List<Trouble> troubles) {}

    /** How it is, in a word: ok, running, queued, partial, failing, paused, disabled, deleting, draft or new. */
    public String health() {
        if (isUnderWay() || connector.state().equals("active")) {
            return ofRun();
        }
        return connector.state();
    }

    private String ofRun() {
        var run = connector.lastRun();
        if (run == null) {
            return "new";
        }
        return switch (run.state()) {
            case "completed", "cancelled", "superseded" -> connector.lastError() == null ? "ok" : "failing";
            case "failed" -> "failing";
            default -> run.state();
        };
    }

    public boolean isUnderWay() {
        return progress != null;
    }

    public boolean canCancel() {
        return progress != null && !progress.run().progress().cancelRequested();
    }

    public boolean isBeingDeleted() {
        return connector.state().equals("deleting");
    }

    /** What makes the browser ask for it again: no run tells that a connector is gone. */
    public String renewal() {
        var ended = "ended-%s from:body".formatted(connector.id());
        return isBeingDeleted() ? ended + ", every 2s" : ended;
    }

    public boolean isPaused() {
        return connector.state().equals("paused");
    }

    /** A disabled one may run once more: it is enabled by that. */
    public boolean canRun() {
        return !isUnderWay()
                && (connector.state().equals("active") || connector.state().equals("disabled"));
    }

    /** Why it does nothing; what the state or the troubles say already is not said again. */
    public Optional<String> waiting() {
        return Optional.ofNullable(connector.waitingFor())
                .filter(why -> !why.equals(connector.state()) && !why.contains("held for review"));
    }
}
