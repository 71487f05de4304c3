package dev.tributary.web.form;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConnectorMeta;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.util.MultiValueMap;

/**
 * A form of a declaration as a browser sent it. Names are the engine's ({@code config.…}, {@code secrets.…}, {@code name}); besides,
 * {@code mode.…} tells how a pair is answered, {@code pick.…} what was picked, with its label behind a tab, and {@code basis.…} what
 * the answer to a pair depended on when it was given.
 */
public record Posted(ConnectorMeta meta, MultiValueMap<String, String> form) {
    static final String SEPARATOR = "\t";
    static final String BY_HAND = "hand";

    public Answers answers() {
        var byHand = new HashSet<String>();
        var config = new LinkedHashMap<String, List<String>>();
        var labels = new HashMap<String, Map<String, String>>();
        for (var field : meta.fields()) {
            var key = field.key();
            if (field instanceof CanonicalPair && isByHand(key)) {
                byHand.add(key);
            }
            labels.put(key, labels(key));
            var values = field instanceof CanonicalPair && !isByHand(key) ? picked(field) : typed(field);
            if (!values.isEmpty()) {
                config.put(key, values);
            }
        }
        var all = new Answers(
                text("name"),
                text("credentialId"),
                config,
                byHand,
                labels,
                secrets(),
                Set.copyOf(texts("clear")),
                form.containsKey("tags") ? Set.copyOf(texts("tag")) : Answers.tagIds(meta),
                new Timing(text("schedule", Timing.DAILY.choice()), text("schedule.cron"), text("schedule.zone")));
        return withoutOutdated(all);
    }

    /** What the form is to do; the first word of the button that was pressed. */
    public Action action() {
        return Action.parse(text("do"));
    }

    public String text(String name) {
        return text(name, "");
    }

    private String text(String name, String preset) {
        return Objects.requireNonNullElse(form.getFirst(name), preset).strip();
    }

    private List<String> texts(String name) {
        return form.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Without JavaScript a pair may be posted by hand without a word about how. */
    private boolean isByHand(String key) {
        var mode = text("mode." + key);
        return mode.isEmpty() ? form.containsKey("config." + key) : mode.equals(BY_HAND);
    }

    /** As many as the field takes; of what was entered, none is lost where it takes several. */
    private List<String> typed(ConfigField field) {
        var removed = action();
        var values = new ArrayList<>(form.getOrDefault("config." + field.key(), List.of()));
        if (removed instanceof Action.Remove(var key, var index) && key.equals(field.key()) && index < values.size()) {
            values.remove(index);
        }
        return values.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    private List<String> picked(ConfigField field) {
        var values = new LinkedHashSet<String>();
        form.getOrDefault("pick." + field.key(), List.of()).forEach(pick -> values.add(value(pick)));
        values.remove("");
        if (action() instanceof Action.Remove(var key, var index) && key.equals(field.key())) {
            var all = new ArrayList<>(values);
            if (index < all.size()) {
                all.remove(index);
            }
            return List.copyOf(all);
        }
        return List.copyOf(values);
    }

    private Map<String, String> labels(String key) {
        var labels = new HashMap<String, String>();
        for (var pick : form.getOrDefault("pick." + key, List.of())) {
            var at = pick.indexOf(SEPARATOR);
            if (at >= 0) {
                labels.put(value(pick), pick.substring(at + SEPARATOR.length()));
            }
        }
        return labels;
    }

    private static String value(String pick) {
        var at = pick.indexOf(SEPARATOR);
        return at < 0 ? pick : pick.substring(0, at);
    }

    private Map<String, String> secrets() {
        var typed = new HashMap<String, String>();
        if (meta.auth() instanceof AuthConfig.ApiKey key) {
            for (var secret : key.secrets()) {
                var value = text("secrets." + secret.name());
                if (!value.isEmpty()) {
                    typed.put(secret.name(), value);
                }
            }
        }
        return typed;
    }

    /** An answer to a pair ends with the answer that it depended on, and so do those that depend on it. */
    private Answers withoutOutdated(Answers all) {
        var current = all;
        for (var round = 0; round < meta.fields().size(); round++) {
            var before = current;
            for (var field : meta.fields()) {
                if (field instanceof CanonicalPair pair && isOutdated(current, pair)) {
                    current = current.with(pair.key(), List.of());
                }
            }
            if (current.equals(before)) {
                return current;
            }
        }
        return current;
    }

    private boolean isOutdated(Answers answers, CanonicalPair pair) {
        var before = parts(Objects.requireNonNullElse(form.getFirst("basis." + pair.key()), ""));
        var now = parts(answers.basis(meta, pair));
        for (var i = 0; i < Math.min(before.size(), now.size()); i++) {
            if (!before.get(i).isEmpty() && !before.get(i).equals(now.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> parts(String basis) {
        return List.of(basis.split(Answers.BASIS_SEPARATOR, -1));
    }
}
