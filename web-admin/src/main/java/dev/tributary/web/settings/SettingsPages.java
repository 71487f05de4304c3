package dev.tributary.web.settings;

import dev.tributary.web.page.Frame;
import dev.tributary.web.page.Shell;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Draws a page of the settings: beside it the others that the person may see. */
@Component
class SettingsPages {
    private final Frame frame;

    SettingsPages(Frame frame) {
        this.frame = frame;
    }

    Mono<Rendering> show(ServerHttpRequest request, Section section, Mono<? extends Map<String, ?>> contents) {
        return show(request, section, contents, Map.of());
    }

    /** The same with what is wrong with the form of it, by field. */
    Mono<Rendering> show(
            ServerHttpRequest request,
            Section section,
            Mono<? extends Map<String, ?>> contents,
            Map<String, String> errors) {
        return Mono.zip(frame.around(request), contents)
                .map(all ->
                        page(all.getT1(), section, errors).model(all.getT2()).build());
    }

    /** A page that asks for its contents once it is there. Who may not see them has the engine's refusal in its place. */
    Mono<Rendering> showBefore(ServerHttpRequest request, Section section, Mono<? extends Map<String, ?>> contents) {
        return frame.around(request)
                .flatMap(shell -> Section.of(shell.me().role()).contains(section)
                        ? Mono.just(page(shell, section, Map.of()).build())
                        : contents.map(
                                all -> page(shell, section, Map.of()).model(all).build()));
    }

    private static Rendering.Builder<?> page(Shell shell, Section section, Map<String, String> errors) {
        return Rendering.view("settings/" + section.wire())
                .status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                .modelAttribute("shell", shell)
                .modelAttribute("sections", Section.of(shell.me().role()))
                .modelAttribute("section", section)
                .modelAttribute("errors", errors);
    }
}
