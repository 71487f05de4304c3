package dev.tributary.engine.knowledge;

import dev.tributary.meta.ConnectorMeta;
import java.util.List;

/** A connector that a person asked for; its answers were checked. */
public record ConnectorOrder(
        ConnectorMeta type, String name, SourceAnswers answers, List<String> disabledTags, Schedule schedule) {

    public ConnectorOrder {
        disabledTags = List.copyOf(disabledTags);
    }
}
