package dev.tributary.web.connect;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.web.api.ConnectorTypesApi.Source;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.api.ConnectorsApi.Order;
import dev.tributary.web.api.ConnectorsApi.PreviewOrder;
import dev.tributary.web.api.ConnectorsApi.Schedule;
import dev.tributary.web.form.Answers;
import dev.tributary.web.form.Timing;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is filled in, as the engine takes it. */
record Orders(ConnectorMeta meta, Answers answers) {

    /** A new connector, or a draft of one, which is stored to be previewed only. */
    Order creation(boolean draft) {
        return new Order(
                meta.id(),
                answers.name(),
                account(),
                answers.secrets(),
                config(),
                answers.disabledTags(meta),
                schedule(),
                draft ? true : null,
                null);
    }

    /** All of a draft anew; secrets that were not typed again stay. */
    Order revision(boolean published) {
        return new Order(
                null,
                answers.name(),
                account(),
                answers.secrets(),
                config(),
                answers.disabledTags(meta),
                schedule(),
                published ? false : null,
                null);
    }

    /** What differs from what is stored; null if nothing does. */
    @Nullable
    Order change(Connector stored, boolean confirmed) {
        var before = Stored.answers(stored, meta);
        var config = answers.config().equals(before.config()) ? null : config();
        var secrets = changedSecrets(stored);
        var order = new Order(
                null,
                answers.name().equals(before.name()) ? null : answers.name(),
                answers.account().equals(before.account()) ? null : account(),
                secrets.isEmpty() ? null : secrets,
                config,
                answers.disabledTags(meta).equals(before.disabledTags(meta)) ? null : answers.disabledTags(meta),
                schedule().equals(stored.schedule()) ? null : schedule(),
                null,
                (confirmed && config != null) ? true : null);
        return order.equals(new Order(null, null, null, null, null, null, null, null, null)) ? null : order;
    }

    /** Whether a secret is another one from now on, or is taken away. */
    boolean changesSecrets(Connector stored) {
        return !changedSecrets(stored).isEmpty();
    }

    /** A null takes a secret away. */
    private Map<String, @Nullable String> changedSecrets(Connector stored) {
        var changed = new HashMap<String, @Nullable String>(answers.secrets());
        answers.cleared().stream()
                .filter(name -> stored.secrets().contains(name) && !changed.containsKey(name))
                .forEach(name -> changed.put(name, null));
        return changed;
    }

    /** To be checked, or to list choices with. */
    Source source(@Nullable String connector) {
        return new Source(connector, account(), answers.secrets(), config());
    }

    PreviewOrder preview() {
        return new PreviewOrder(account(), config());
    }

    /** Every field, so that what was emptied is told, too. */
    private Map<String, Object> config() {
        var config = new LinkedHashMap<String, Object>();
        for (var field : meta.fields()) {
            config.put(field.key(), value(field));
        }
        return config;
    }

    private Object value(ConfigField field) {
        List<String> values = answers.of(field.key());
        return values.size() == 1 && !field.prompt().many() ? values.getFirst() : values;
    }

    private @Nullable String account() {
        return meta.auth() instanceof AuthConfig.OAuth && !answers.account().isEmpty() ? answers.account() : null;
    }

    private Schedule schedule() {
        var timing = answers.timing();
        return switch (timing.choice()) {
            case Timing.MANUAL -> new Schedule(null, null, null, true);
            case Timing.CRON ->
                new Schedule(null, timing.cron(), timing.zone().isEmpty() ? "UTC" : timing.zone(), null);
            default -> new Schedule(timing.minutes().orElse(0), null, null, null);
        };
    }

    /** What is stored for a connector, as a form has it. */
    static final class Stored {
        private Stored() {}

        static Answers answers(Connector connector, ConnectorMeta meta) {
            var config = new HashMap<String, List<String>>();
            connector.config().forEach((key, value) -> {
                var values = value instanceof List<?> list ? list : List.of(value);
                if (!values.isEmpty()) {
                    config.put(key, values.stream().map(Object::toString).toList());
                }
            });
            var on = meta.tags().stream()
                    .map(tag -> tag.id())
                    .filter(id -> !connector.disabledTagIds().contains(id))
                    .collect(Collectors.toSet());
            return Answers.stored(
                    connector.name(),
                    Objects.requireNonNullElse(connector.credentialId(), ""),
                    config,
                    Set.copyOf(on),
                    timing(connector.schedule()));
        }

        private static Timing timing(Schedule schedule) {
            if (schedule.cron() != null) {
                return new Timing(Timing.CRON, schedule.cron(), Objects.requireNonNullElse(schedule.zone(), ""));
            }
            return schedule.everyMinutes() == null
                    ? new Timing(Timing.MANUAL, "", "")
                    : Timing.every(schedule.everyMinutes());
        }
    }
}
