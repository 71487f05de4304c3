package dev.tributary.engine.knowledge;

import dev.tributary.meta.ConnectorMeta;
import java.util.List;

/**
 * A connector that a person asked for; its answers were checked.
 *
 * @param isDraft whether it is to be looked at before it becomes a real one
 */
public record ConnectorOrder(
        ConnectorMeta type,
        String name,
        SourceAnswers answers,
        List<String> disabledTags,
        Schedule schedule,
        boolean isDraft) {

    public ConnectorOrder {
        disabledTags = List.copyOf(disabledTags);
    }
}
