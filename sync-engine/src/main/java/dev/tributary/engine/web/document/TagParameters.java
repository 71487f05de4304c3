package dev.tributary.engine.web.document;

import dev.tributary.engine.knowledge.UnreadableTag;
import dev.tributary.engine.web.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/** Reads query parameters named {@code tag.<id>}. */
final class TagParameters {
    private static final String TAG = "tag.";
    private static final int MOST_TAGS = 20;

    private TagParameters() {}

    /** By the id of the tag, which value it is to have; without {@code =} none, as with nothing behind it. */
    static Map<String, String> of(MultiValueMap<String, String> parameters) {
        var tags = new HashMap<String, String>();
        parameters.toSingleValueMap().forEach((name, value) -> {
            if (name.startsWith(TAG)) {
                tags.put(name.substring(TAG.length()), Objects.requireNonNullElse(value, ""));
            }
        });
        if (tags.size() > MOST_TAGS) {
            throw Problem.invalid(TAG, "at most " + MOST_TAGS + " tags can be asked for");
        }
        return tags;
    }

    static Problem problem(UnreadableTag unreadable) {
        return Problem.invalid(TAG + unreadable.id(), String.valueOf(unreadable.getMessage()));
    }
}
