package dev.tributary.web.connector;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.RunsApi.Cause;
import dev.tributary.web.connector.Trouble.Button;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Finds what is wrong with connectors, and the button that helps. */
@Component
public final class Troubles {
    private final MessageSource messages;

    Troubles(MessageSource messages) {
        this.messages = messages;
    }

    List<Trouble> of(Connector connector, Optional<ConnectorMeta> meta) {
        var troubles = new ArrayList<Trouble>();
        var error = connector.lastError();
        if (error != null) {
            troubles.add(of(error, connector, meta));
        }
        var documents = connector.documents();
        if (documents.heldRemovals() > 0) {
            troubles.add(new Trouble(
                    text("trouble.held", documents.heldRemovals()),
                    text("trouble.held.hint"),
                    Button.link("trouble.review", path(connector, "/held-removals"))));
        }
        if (documents.failed() > 0 && (error == null || advice(error, connector).act() != Advice.Act.RETRY_FAILED)) {
            troubles.add(new Trouble(
                    text("trouble.failed", documents.failed()), text("trouble.failed.hint"), retry(connector)));
        }
        return List.copyOf(troubles);
    }

    /** What stopped a connector or one of its runs. */
    public Trouble of(Cause cause, Connector connector, Optional<ConnectorMeta> meta) {
        var advice = advice(cause, connector);
        var sentence = advice.sentence(cause.message(), Setting.title(meta, advice.field()));
        return new Trouble(sentence, Objects.requireNonNullElse(cause.hint(), ""), button(advice, connector));
    }

    private static Advice advice(Cause cause, Connector connector) {
        return Advice.of(cause, connector.credentialId() != null);
    }

    private static @Nullable Button button(Advice advice, Connector connector) {
        return switch (advice.act()) {
            case WAIT -> null;
            case RECONNECT -> Button.link("trouble.reconnect", "/ui/settings/accounts");
            case EDIT -> Button.dialog("trouble.edit", path(connector, "/edit"));
            case RETRY_FAILED -> retry(connector);
            case RUN_NOW -> Button.run("connector.run", connector.id(), "sync");
        };
    }

    private static Button retry(Connector connector) {
        return Button.send("trouble.retry", path(connector, "/retry-failed"));
    }

    private static String path(Connector connector, String rest) {
        return "/ui/connectors/" + connector.id() + rest;
    }

    private String text(String key, Object... values) {
        return messages.getMessage(key, values, Locale.ENGLISH);
    }
}
