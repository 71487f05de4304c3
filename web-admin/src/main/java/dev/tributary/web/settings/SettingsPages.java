package dev.tributary.web.settings;

import dev.tributary.web.page.Frame;
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
                .map(all -> Rendering.view("settings/" + section.wire())
                        .status(errors.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT)
                        .modelAttribute("shell", all.getT1())
                        .modelAttribute("sections", Section.of(all.getT1().me().role()))
                        .modelAttribute("section", section)
                        .modelAttribute("errors", errors)
                        .model(all.getT2())
                        .build());
    }
}
