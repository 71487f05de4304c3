package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.DocumentEvents;
import dev.tributary.engine.web.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters that say which events of a run are asked for. */
record EventQuery(@Nullable String kind, @Nullable String q) {

    /** A problem (422) for what cannot be asked. */
    DocumentEvents.Filter filter() {
        if (kind != null && !kind.matches("[A-Za-z]{1,30}")) {
            throw Problem.invalid("kind", "must be the kind of an event, such as added, updated, failed or purged");
        }
        return new DocumentEvents.Filter(Optional.ofNullable(kind), DocumentQuery.words(q));
    }
}
