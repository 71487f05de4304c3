package dev.tributary.web.knowledge;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.KnowledgeBasesApi;
import dev.tributary.web.api.KnowledgeBasesApi.KnowledgeBase;
import dev.tributary.web.api.KnowledgeBasesApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Makes knowledge bases, renames and deletes them. */
@Controller
class KnowledgeBaseEditController {
    private static final Set<String> FIELDS = Set.of("name", "description");

    private final Frame frame;
    private final KnowledgeBasesApi bases;
    private final MessageSource texts;

    KnowledgeBaseEditController(Frame frame, KnowledgeBasesApi bases, MessageSource texts) {
        this.frame = frame;
        this.bases = bases;
        this.texts = texts;
    }

    @GetMapping("/ui/knowledge-bases/new")
    Mono<Rendering> create(ServerHttpRequest request) {
        return form(request, Form.create(texts), Map.of());
    }

    @PostMapping("/ui/knowledge-bases")
    Mono<Rendering> create(Order order, ServerHttpRequest request) {
        return bases.create(order)
                .map(base -> Notes.goTo(request, "/ui/knowledge-bases/" + base.id(), "kb.created"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> form(
                                request, Form.create(texts).with(order), FormErrors.of((ApiProblem) failure, FIELDS)));
    }

    @GetMapping("/ui/knowledge-bases/{kb}/edit")
    Mono<Rendering> edit(@PathVariable String kb, ServerHttpRequest request) {
        return bases.show(kb).flatMap(base -> form(request, Form.edit(texts, base), Map.of()));
    }

    @PostMapping("/ui/knowledge-bases/{kb}/edit")
    Mono<Rendering> edit(@PathVariable String kb, Order order, ServerHttpRequest request) {
        return bases.change(kb, order)
                .map(base -> Notes.goTo(request, "/ui/knowledge-bases/" + base.id(), "kb.saved"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> bases.show(kb)
                                .flatMap(base -> form(
                                        request,
                                        Form.edit(texts, base).with(order),
                                        FormErrors.of((ApiProblem) failure, FIELDS))));
    }

    @GetMapping("/ui/knowledge-bases/{kb}/delete")
    Mono<Rendering> delete(@PathVariable String kb, ServerHttpRequest request) {
        return bases.show(kb).flatMap(base -> deletion(request, base, ""));
    }

    @PostMapping("/ui/knowledge-bases/{kb}/delete")
    Mono<Rendering> delete(@PathVariable String kb, Typed typed, ServerHttpRequest request) {
        return bases.show(kb)
                .flatMap(base -> typed.confirms(base.name())
                        ? bases.delete(kb)
                                .then(Mono.fromSupplier(() -> Notes.goTo(request, "/ui/knowledge-bases", "kb.deleted")))
                        : deletion(request, base, text("kb.delete.differs")));
    }

    private Mono<Rendering> deletion(ServerHttpRequest request, KnowledgeBase base, String refused) {
        return frame.around(request)
                .map(shell -> Rendering.view(Notes.isPart(request) ? "knowledge/delete :: form" : "knowledge/delete")
                        .status(refused.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("shell", shell)
                        .modelAttribute("base", base)
                        .modelAttribute("refused", refused)
                        .build());
    }

    private Mono<Rendering> form(ServerHttpRequest request, Form form, Map<String, String> errors) {
        return frame.around(request)
                .map(shell -> Rendering.view(Notes.isPart(request) ? "knowledge/edit :: form" : "knowledge/edit")
                        .status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("shell", shell)
                        .modelAttribute("heading", form.heading())
                        .modelAttribute("action", form.action())
                        .modelAttribute("order", form.order())
                        .modelAttribute("errors", errors)
                        .build());
    }

    private String text(String key) {
        return texts.getMessage(key, null, Locale.ENGLISH);
    }

    /** What was typed to confirm. */
    record Typed(String name) {
        boolean confirms(String wanted) {
            return name != null && name.strip().equals(wanted.strip());
        }
    }

    private record Form(String heading, String action, Order order) {
        static Form create(MessageSource texts) {
            return new Form(texts.getMessage("kb.new", null, Locale.ENGLISH), "/ui/knowledge-bases", new Order("", ""));
        }

        static Form edit(MessageSource texts, KnowledgeBase base) {
            return new Form(
                    texts.getMessage("kb.rename", null, Locale.ENGLISH),
                    "/ui/knowledge-bases/%s/edit".formatted(base.id()),
                    new Order(base.name(), base.description()));
        }

        Form with(Order typed) {
            return new Form(heading, action, typed);
        }
    }
}
