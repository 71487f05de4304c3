package dev.tributary.web.connect;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.ConnectorsApi;
import dev.tributary.web.api.ConnectorsApi.Connector;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Notes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Deleting a connector, with its documents or without, once its name was typed. */
@Controller
class DeleteConnectorController {
    private static final String FORM = "/ui/connectors/{id}/delete";

    private final Frame frame;
    private final ConnectorsApi connectors;

    DeleteConnectorController(Frame frame, ConnectorsApi connectors) {
        this.frame = frame;
        this.connectors = connectors;
    }

    @GetMapping(FORM)
    Mono<Rendering> form(@PathVariable String id, ServerHttpRequest request) {
        return connectors.show(id).flatMap(connector -> page(request, connector, new Form("keep", ""), Wrong.NOTHING));
    }

    @PostMapping(FORM)
    Mono<Rendering> delete(@PathVariable String id, Form form, ServerHttpRequest request) {
        return connectors.show(id).flatMap(connector -> {
            if (!form.typed().strip().equals(connector.name().strip())) {
                return page(request, connector, form, new Wrong(true, ""));
            }
            return connectors
                    .delete(id, form.documents())
                    .then(Mono.fromSupplier(() -> Notes.goTo(
                            request,
                            "/ui/knowledge-bases/" + connector.knowledgeBaseId(),
                            form.documents().equals("keep") ? "connector.detached" : "connector.deleted")))
                    .onErrorResume(
                            FormErrors::isMendable,
                            failure ->
                                    page(request, connector, form, new Wrong(false, ((ApiProblem) failure).detail())));
        });
    }

    private Mono<Rendering> page(ServerHttpRequest request, Connector connector, Form form, Wrong wrong) {
        return frame.around(request)
                .map(shell -> Rendering.view(Notes.isPart(request) ? "connect/delete :: part" : "connect/delete")
                        .status(wrong.equals(Wrong.NOTHING) ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("shell", shell)
                        .modelAttribute("connector", connector)
                        .modelAttribute("form", form)
                        .modelAttribute("wrong", wrong)
                        .build());
    }

    /** The form: {@code keep} or {@code delete}, and the name as it was typed. */
    record Form(String documents, String typed) {
        Form(@Nullable String documents, @Nullable String typed) {
            this.documents = documents == null ? "" : documents;
            this.typed = typed == null ? "" : typed;
        }
    }

    record Wrong(boolean name, String reason) {
        static final Wrong NOTHING = new Wrong(false, "");
    }
}
