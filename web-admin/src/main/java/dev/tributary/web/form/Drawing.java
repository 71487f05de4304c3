package dev.tributary.web.form;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.meta.ConfigField.Choice;
import dev.tributary.meta.ConfigField.Dropdown;
import dev.tributary.meta.ConfigField.Manual;
import dev.tributary.meta.ConfigField.NumberInput;
import dev.tributary.meta.ConfigField.ShortInput;
import dev.tributary.meta.ConnectorMeta;
import dev.tributary.meta.Prompt;
import dev.tributary.web.form.AuthView.AccountList;
import dev.tributary.web.form.AuthView.SecretView;
import dev.tributary.web.form.FieldView.Option;
import dev.tributary.web.form.FormView.TagView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes what is drawn of a declaration and what is filled in. A new kind of question or of access does not compile until it is drawn
 * here.
 */
public record Drawing(ConnectorMeta meta, Answers answers, Known known) {

    /**
     * What the engine said.
     *
     * @param errors by the engine's names of fields
     * @param storedSecrets the names of the secrets that it has already
     * @param opened the choices of a pair that were asked for
     * @param grown the key of the field that got one more line
     */
    public record Known(
            Map<String, String> errors,
            Set<String> storedSecrets,
            AccountList accounts,
            Places places,
            Picker.@Nullable Opened opened,
            String grown) {
        public static final Known NOTHING = new Known(Map.of(), Set.of(), AccountList.NONE, Places.UNKNOWN, null, "");
    }

    public FormView form() {
        return new FormView(
                meta.id(),
                meta.name(),
                meta.description(),
                meta.setup(),
                answers.name(),
                auth(),
                fields(false),
                fields(true),
                meta.tags().stream()
                        .map(tag -> new TagView(
                                tag.id(),
                                tag.displayName(),
                                tag.type(),
                                answers.tags().contains(tag.id()),
                                known.places().of(tag).orElse(null),
                                known.places().without().contains(tag.id())))
                        .toList(),
                answers.timing(),
                known.errors(),
                problems());
    }

    private AuthView auth() {
        return switch (meta.auth()) {
            case AuthConfig.OAuth oauth ->
                new AuthView.Accounts(
                        oauth.provider(),
                        known.accounts(),
                        answers.account().isEmpty() ? known.accounts().only() : answers.account(),
                        known.errors().get("credentialId"));
            case AuthConfig.ApiKey key ->
                new AuthView.Secrets(key.secrets().stream().map(this::secret).toList());
            case AuthConfig.None _ -> new AuthView.Open();
        };
    }

    private SecretView secret(AuthConfig.Secret secret) {
        return new SecretView(
                secret.name(),
                secret.label(),
                secret.placeholder(),
                secret.optional(),
                known.storedSecrets().contains(secret.name()),
                known.errors().get("secrets." + secret.name()));
    }

    private List<FieldView> fields(boolean advanced) {
        return meta.fields().stream()
                .filter(field -> isAdvanced(field) == advanced)
                .map(this::field)
                .toList();
    }

    /** A pair is where its easier half is. */
    private static boolean isAdvanced(ConfigField field) {
        return switch (field) {
            case Manual manual -> manual.prompt().advanced();
            case CanonicalPair pair ->
                pair.entered().prompt().advanced() && pair.picked().prompt().advanced();
        };
    }

    private FieldView field(ConfigField field) {
        return switch (field) {
            case Manual manual -> manual(manual);
            case CanonicalPair pair -> pair(pair);
        };
    }

    private FieldView manual(Manual field) {
        var question = question(field.key(), field.prompt());
        var grown = known.grown().equals(field.key());
        return switch (field) {
            case ShortInput text -> new FieldView.Text(question, text.format(), lines(field), grown);
            case NumberInput number -> new FieldView.Numeric(question, number.min(), number.max(), lines(field), grown);
            case Dropdown dropdown ->
                new FieldView.Options(
                        question,
                        dropdown.choices().stream()
                                .map(choice -> option(field.key(), choice))
                                .toList());
        };
    }

    /** One line for an answer; where several are taken, one more for the next. */
    private List<String> lines(Manual field) {
        var lines = new ArrayList<>(answers.of(field.key()));
        if (lines.isEmpty() || field.prompt().many()) {
            lines.add("");
        }
        return List.copyOf(lines);
    }

    private FieldView pair(CanonicalPair pair) {
        var byHand = answers.byHand().contains(pair.key());
        var prompt = byHand ? pair.entered().prompt() : pair.picked().prompt();
        var chosen = answers.of(pair.key()).stream()
                .map(value -> new Option(value, answers.label(pair.key(), value), true))
                .toList();
        var opened = known.opened() != null && known.opened().key().equals(pair.key()) ? known.opened() : null;
        return new FieldView.Pair(
                question(pair.key(), prompt),
                new Picker(chosen, answers.basis(meta, pair), missing(pair), opened == null ? null : shown(opened)),
                manual(pair.entered()),
                byHand);
    }

    /** The list, and what is chosen, though it may be on another page of the source. */
    private Picker.Opened shown(Picker.Opened opened) {
        var key = opened.key();
        var chosen = answers.of(key);
        var listed = opened.options().stream().map(Option::value).toList();
        return new Picker.Opened(
                key,
                chosen.stream()
                        .filter(value -> !listed.contains(value))
                        .map(value -> new Option(value, answers.label(key, value), true))
                        .toList(),
                opened.options().stream()
                        .map(option -> new Option(option.value(), option.label(), chosen.contains(option.value())))
                        .filter(option -> option.chosen() || Picker.Opened.matches(option, opened.filter()))
                        .toList(),
                opened.cursor(),
                opened.filter(),
                opened.error());
    }

    private @Nullable String missing(CanonicalPair pair) {
        return pair.picked().dependsOn().stream()
                .filter(key -> answers.of(key).isEmpty())
                .map(key -> meta.fields().stream()
                        .filter(field -> field.key().equals(key))
                        .map(this::titleAsDrawn)
                        .findFirst()
                        .orElse(key))
                .findFirst()
                .orElse(null);
    }

    /** A pair that is drawn as a list has the title of its list. */
    private String titleAsDrawn(ConfigField field) {
        return field instanceof CanonicalPair pair && !answers.byHand().contains(pair.key())
                ? pair.picked().prompt().title()
                : field.prompt().title();
    }

    private Option option(String key, Choice choice) {
        return new Option(choice.value(), choice.label(), answers.of(key).contains(choice.value()));
    }

    private Question question(String key, Prompt prompt) {
        return new Question(key, prompt, known.errors().get("config." + key), dependents(key));
    }

    private List<String> dependents(String key) {
        return meta.fields().stream()
                .filter(field -> field instanceof CanonicalPair pair
                        && pair.picked().dependsOn().contains(key))
                .map(field -> Question.id(field.key()))
                .toList();
    }

    private List<String> problems() {
        var drawn = new HashSet<>(Set.of("name", "schedule", "schedule.cron", "schedule.zone"));
        meta.fields().forEach(field -> drawn.add("config." + field.key()));
        switch (meta.auth()) {
            case AuthConfig.OAuth _ -> drawn.add("credentialId");
            case AuthConfig.ApiKey key -> key.secrets().forEach(secret -> drawn.add("secrets." + secret.name()));
            case AuthConfig.None _ -> {
                // nothing to be wrong
            }
        }
        return known.errors().entrySet().stream()
                .filter(error -> !drawn.contains(error.getKey()))
                .flatMap(error -> Stream.of(error.getValue()))
                .sorted()
                .toList();
    }
}
