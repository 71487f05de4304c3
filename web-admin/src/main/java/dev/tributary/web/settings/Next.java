package dev.tributary.web.settings;

import org.jspecify.annotations.Nullable;

/** Where a list goes on. */
final class Next {
    private Next() {}

    /** Empty at the end. */
    static String of(Section section, @Nullable String cursor) {
        return cursor == null ? "" : section.path() + "?cursor=" + cursor;
    }
}
