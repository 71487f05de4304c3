package dev.tributary.web.run;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why a run was started, as a person says it; templates know it as {@code @runWords}. */
@Component("runWords")
public final class RunWords {
    private static final String PERSON = "person:";
    private static final String TOKEN = "token:";

    private final MessageSource messages;

    RunWords(MessageSource messages) {
        this.messages = messages;
    }

    /** The engine's reasons: a word, or {@code by} and whoever asked; what is none of them is shown as it is. */
    public String reason(@Nullable String reason) {
        if (reason == null) {
            return "";
        }
        var all = reason.indexOf(", by ");
        if (reason.startsWith("by ")) {
            return actor(reason.substring("by ".length()));
        }
        if (all >= 0) {
            return text("run.reason.all") + ", " + actor(reason.substring(all + ", by ".length()));
        }
        return Objects.requireNonNullElse(
                messages.getMessage("run.reason." + reason, null, reason, Locale.ENGLISH), reason);
    }

    private String actor(String actor) {
        return actor.startsWith(TOKEN)
                ? text("run.reason.token", actor.substring(TOKEN.length()))
                : text("run.reason.by", actor.startsWith(PERSON) ? actor.substring(PERSON.length()) : actor);
    }

    private String text(String key, Object... values) {
        return messages.getMessage(key, values, Locale.ENGLISH);
    }
}
