package dev.tributary.engine.web.document;

import dev.tributary.engine.web.PageQuery;
import org.jspecify.annotations.Nullable;

/** The query parameters of a page. */
record PageOf(@Nullable Integer limit, @Nullable String cursor) {
    PageQuery query() {
        return PageQuery.of(limit, cursor);
    }
}
