package dev.tributary.web.connect;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.ConfigField.CanonicalPair;
import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectorTypesApi;
import dev.tributary.web.api.ConnectorTypesApi.ChoicesOrder;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.TagSlotsOrder;
import dev.tributary.web.api.Question;
import dev.tributary.web.api.RunsApi;
import dev.tributary.web.form.Action;
import dev.tributary.web.form.AuthView.AccountList;
import dev.tributary.web.form.Drawing;
import dev.tributary.web.form.FieldView.Option;
import dev.tributary.web.form.Picker.Opened;
import dev.tributary.web.form.Places;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Puts the page of a form together: asks the engine for all that is drawn besides the answers. */
@Component
final class FormDesk {
    private static final List<Integer> SOURCE_TROUBLE = List.of(429, 502, 503, 504);

    private final Frame frame;
    private final ConnectorTypesApi types;
    private final ConnectorsApi connectors;
    private final RunsApi runs;
    private final AccountLists accounts;

    FormDesk(Frame frame, ConnectorTypesApi types, ConnectorsApi connectors, RunsApi runs, AccountLists accounts) {
        this.frame = frame;
        this.types = types;
        this.connectors = connectors;
        this.runs = runs;
        this.accounts = accounts;
    }

    /** The form with nothing to say about it. */
    Mono<Rendering> draw(ServerHttpRequest request, Sheet sheet) {
        return draw(request, sheet, "");
    }

    /** The form with a word about what was done. */
    Mono<Rendering> draw(ServerHttpRequest request, Sheet sheet, String said) {
        return page(request, sheet, Map.of())
                .map(page -> page.modelAttribute("said", said).build());
    }

    /** The form with what the engine says is wrong with it; what it refuses for another reason is not for the form. */
    Mono<Rendering> refused(ServerHttpRequest request, Sheet sheet, Throwable failure) {
        return refused(request, sheet, FormErrors.of((ApiProblem) failure));
    }

    /** The form with what is wrong with it, by field. */
    Mono<Rendering> refused(ServerHttpRequest request, Sheet sheet, Map<String, String> errors) {
        return page(request, sheet, errors)
                .map(page -> page.status(HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("said", "")
                        .build());
    }

    /** Whether the person in front can do something about it. */
    static boolean isMendable(Throwable failure) {
        return FormErrors.isMendable(failure)
                || (failure instanceof ApiProblem problem && SOURCE_TROUBLE.contains(problem.status()));
    }

    private Mono<Rendering.Builder<?>> page(ServerHttpRequest request, Sheet sheet, Map<String, String> errors) {
        return frame.around(request)
                .flatMap(shell -> Mono.zip(
                                accountsOf(sheet),
                                Question.with(shell.csrf(), places(sheet)),
                                opened(sheet).map(Optional::of).defaultIfEmpty(Optional.empty()),
                                preview(sheet).map(Optional::of).defaultIfEmpty(Optional.empty()))
                        .map(all -> {
                            var known = new Drawing.Known(
                                    errors,
                                    sheet.target().secrets(),
                                    all.getT1(),
                                    all.getT2(),
                                    all.getT3().orElse(null),
                                    sheet.action() instanceof Action.Add(var key) ? key : "");
                            var answers = AccountLists.preselected(sheet, all.getT1());
                            return Rendering.view(Notes.isPart(request) ? "connect/form :: part" : "connect/form")
                                    .modelAttribute("shell", shell)
                                    .modelAttribute("form", new Drawing(sheet.meta(), answers, known).form())
                                    .modelAttribute("target", sheet.target())
                                    .modelAttribute("preserves", replacesForm(request))
                                    .modelAttribute("preview", all.getT4());
                        }));
    }

    /** Then inputs of secrets stay as they are, with what is typed; where a part is taken out of the answer, they must not move into the rest. */
    private static boolean replacesForm(ServerHttpRequest request) {
        return "connect".equals(request.getHeaders().getFirst("HX-Target"));
    }

    private Mono<AccountList> accountsOf(Sheet sheet) {
        return sheet.meta().auth() instanceof AuthConfig.OAuth oauth
                ? accounts.of(oauth.provider(), sheet.meta().id())
                : Mono.just(AccountLists.NONE);
    }

    /** The places of tags that are on already are known; for others the engine is asked. */
    private Mono<Places> places(Sheet sheet) {
        var known = new HashMap<String, String>();
        sheet.target()
                .stored()
                .filter(_ -> !sheet.target().isNew())
                .ifPresent(stored -> known.putAll(stored.tagSlots()));
        var asked = sheet.answers().tags().stream()
                .filter(id -> !known.containsKey(id))
                .toList();
        if (asked.isEmpty()) {
            return Mono.just(new Places(known, java.util.Set.of()));
        }
        var off = sheet.meta().tags().stream()
                .map(tag -> tag.id())
                .filter(id -> !asked.contains(id))
                .toList();
        return connectors
                .tagSlots(sheet.target().kb(), new TagSlotsOrder(sheet.meta().id(), off))
                .map(slots -> {
                    known.putAll(slots.tagSlots());
                    return new Places(
                            known,
                            slots.tagsWithoutSlot().stream()
                                    .map(tag -> tag.id())
                                    .collect(Collectors.toSet()));
                });
    }

    /** The choices of the pair that is opened, or why there are none. */
    private Mono<Opened> opened(Sheet sheet) {
        return switch (sheet.action()) {
            case Action.Choose(var key) -> choices(sheet, key);
            case Action.More(var key) -> choices(sheet, key);
            default -> Mono.empty();
        };
    }

    private Mono<Opened> choices(Sheet sheet, String key) {
        var cursor = sheet.hint("cursor");
        var filter = sheet.hint("filter");
        return Mono.justOrEmpty(sheet.meta().fields().stream()
                        .filter(field ->
                                field instanceof CanonicalPair && field.key().equals(key))
                        .map(CanonicalPair.class::cast)
                        .findFirst())
                .flatMap(pair -> types.choices(
                        sheet.meta().id(),
                        new ChoicesOrder(
                                pair.picked().source(),
                                cursor.isEmpty() ? null : cursor,
                                sheet.orders().source(sheet.target().id()))))
                .map(page -> new Opened(
                        key,
                        List.of(),
                        page.items().stream()
                                .map(choice -> new Option(choice.value(), choice.label(), false))
                                .toList(),
                        page.nextCursor(),
                        filter,
                        null))
                .onErrorResume(
                        FormDesk::isMendable,
                        failure -> Mono.just(
                                new Opened(key, List.of(), List.of(), null, filter, words((ApiProblem) failure))));
    }

    private static String words(ApiProblem problem) {
        return problem.errors().isEmpty()
                ? problem.detail()
                : problem.errors().stream().map(ApiProblem.FieldError::message).collect(Collectors.joining("; "));
    }

    private Mono<PreviewView> preview(Sheet sheet) {
        return sheet.run().isEmpty()
                ? Mono.empty()
                : runs.show(sheet.run())
                        .map(run -> new PreviewView(
                                run,
                                sheet.previewed(),
                                !sheet.previewed().equals(sheet.answers().scope()),
                                !sheet.target().isNew()))
                        .onErrorResume(ApiProblem::isNotFound, _ -> Mono.empty());
    }
}
