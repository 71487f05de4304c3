package dev.tributary.web.connect;

import dev.tributary.web.api.ConnectorsApi.Connector;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a form is about: a connector to be, of which there may be a draft, or one that is changed.
 *
 * @param action where the form is sent
 * @param back where one goes who does not want it
 * @param stored the draft, or the connector that is changed
 */
record Target(String kb, String action, String back, Optional<Connector> stored) {
    private static final String DRAFT = "draft";

    static Target fresh(String kb, String type, Optional<Connector> draft) {
        return new Target(
                kb,
                "/ui/knowledge-bases/%s/connectors/new/%s".formatted(kb, type),
                "/ui/knowledge-bases/" + kb,
                draft.filter(Target::isDraft));
    }

    static Target existing(Connector connector) {
        var page = "/ui/connectors/" + connector.id();
        return new Target(connector.knowledgeBaseId(), page + "/edit", page, Optional.of(connector));
    }

    static boolean isDraft(Connector connector) {
        return connector.state().equals(DRAFT);
    }

    /** Whether there is nothing yet but what is filled in. */
    public boolean isNew() {
        return stored.isEmpty() || isDraft(stored.get());
    }

    @Nullable
    String id() {
        return stored.map(Connector::id).orElse(null);
    }

    /** The id of the draft, which goes if the form is left. */
    public String draft() {
        return stored.filter(Target::isDraft).map(Connector::id).orElse("");
    }

    Set<String> secrets() {
        return stored.map(connector -> Set.copyOf(connector.secrets())).orElseGet(Set::of);
    }
}
