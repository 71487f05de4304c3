package dev.tributary.web.connect;

import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.form.Action;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.Posted;
import java.util.HashMap;
import java.util.Map;

/**
 * A form as a person has it in front.
 *
 * @param run the preview that was started, or the empty string
 * @param previewed the mark of the answers that were previewed
 * @param hints what belongs to the list of choices: {@code cursor} and {@code filter}; and the account that was just {@code connected}
 */
record Sheet(
        Target target,
        ConnectorMeta meta,
        Answers answers,
        Action action,
        String run,
        String previewed,
        Map<String, String> hints) {

    static Sheet blank(Target target, ConnectorMeta meta, Answers answers) {
        return new Sheet(target, meta, answers, new Action.Look(), "", "", Map.of());
    }

    static Sheet of(Target target, Posted posted) {
        var action = posted.action();
        var answers =
                action instanceof Action.Toggle(var key) ? posted.answers().toggled(key) : posted.answers();
        var hints = new HashMap<String, String>();
        hints.put("connected", posted.text("connected"));
        switch (action) {
            case Action.More(var key) -> hints.put("cursor", posted.text("cursor." + key));
            case Action.Choose(var key) -> hints.put("filter", posted.text("filter." + key));
            default -> {}
        }
        return new Sheet(target, posted.meta(), answers, action, posted.text("run"), posted.text("previewed"), hints);
    }

    Sheet with(Target now) {
        return new Sheet(now, meta, answers, action, run, previewed, hints);
    }

    /** With a preview of what is filled in now. */
    Sheet previewing(String started) {
        return new Sheet(target, meta, answers, action, started, answers.scope(), hints);
    }

    Orders orders() {
        return new Orders(meta, answers);
    }

    String hint(String name) {
        return hints.getOrDefault(name, "");
    }
}
