package dev.tributary.web.form;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.TagDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is filled in so far.
 *
 * @param account the id of the chosen account, or the empty string
 * @param config answers by key of the field, without blank ones
 * @param byHand the pairs that are entered by hand, and not picked
 * @param labels what picked answers are called, by key and value
 * @param secrets those that were typed just now; they go to the engine, and never back into a page
 * @param cleared optional secrets that are to be taken away
 * @param tags the ids of the tags that are on
 */
public record Answers(
        String name,
        String account,
        Map<String, List<String>> config,
        Set<String> byHand,
        Map<String, Map<String, String>> labels,
        Map<String, String> secrets,
        Set<String> cleared,
        Set<String> tags,
        Timing timing) {

    static final String BASIS_SEPARATOR = "\t\t";

    public Answers {
        config = Map.copyOf(config);
        byHand = Set.copyOf(byHand);
        labels = Map.copyOf(labels);
        secrets = Map.copyOf(secrets);
        cleared = Set.copyOf(cleared);
        tags = Set.copyOf(tags);
    }

    /** The form before anybody touched it. */
    public static Answers fresh(ConnectorMeta meta) {
        var config = meta.fields().stream()
                .filter(field -> field instanceof Dropdown && field.prompt().required())
                .map(Dropdown.class::cast)
                .filter(dropdown -> !dropdown.choices().isEmpty())
                .collect(Collectors.toMap(
                        Dropdown::key,
                        dropdown -> List.of(dropdown.choices().getFirst().value())));
        return stored(meta.name(), "", config, tagIds(meta), Timing.DAILY);
    }

    /** What is stored for a connector; its secrets are not known here. */
    public static Answers stored(
            String name, String account, Map<String, List<String>> config, Set<String> tags, Timing timing) {
        return new Answers(name, account, config, Set.of(), Map.of(), Map.of(), Set.of(), tags, timing);
    }

    static Set<String> tagIds(ConnectorMeta meta) {
        return meta.tags().stream().map(TagDefinition::id).collect(Collectors.toSet());
    }

    public List<String> of(String key) {
        return config.getOrDefault(key, List.of());
    }

    /** What a picked answer is called; itself where nobody said. */
    String label(String key, String value) {
        return labels.getOrDefault(key, Map.of()).getOrDefault(value, value);
    }

    public Answers with(String key, List<String> values) {
        var changed = new LinkedHashMap<>(config);
        if (values.isEmpty()) {
            changed.remove(key);
        } else {
            changed.put(key, values);
        }
        return new Answers(name, account, changed, byHand, labels, secrets, cleared, tags, timing);
    }

    public Answers withAccount(String id) {
        return new Answers(name, id, config, byHand, labels, secrets, cleared, tags, timing);
    }

    /** The other way to answer a pair; the answer stays. */
    public Answers toggled(String key) {
        var changed = byHand.stream().filter(other -> !other.equals(key)).collect(Collectors.toSet());
        if (!byHand.contains(key)) {
            changed.add(key);
        }
        return new Answers(name, account, config, changed, labels, secrets, cleared, tags, timing);
    }

    /** The tags that are off, in the order of the declaration. */
    public List<String> disabledTags(ConnectorMeta meta) {
        return meta.tags().stream()
                .map(TagDefinition::id)
                .filter(id -> !tags.contains(id))
                .toList();
    }

    /** A mark of all that decides what a source lists; equal as long as none of it changes. */
    public String scope() {
        return Integer.toHexString(31 * config.hashCode() + account.hashCode());
    }

    /** What the choices of a pair depend on, as it is answered now. */
    String basis(ConnectorMeta meta, CanonicalPair pair) {
        var parts = pair.picked().dependsOn().stream()
                .map(key -> String.join("\t", of(key)))
                .collect(Collectors.joining(BASIS_SEPARATOR));
        return meta.auth() instanceof AuthConfig.OAuth ? account + BASIS_SEPARATOR + parts : parts;
    }

    @Override
    public String toString() {
        return "Answers[" + name + "]";
    }
}
