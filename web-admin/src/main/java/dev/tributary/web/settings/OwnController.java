package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.PeopleApi;
import dev.tributary.web.api.SessionApi;
import dev.tributary.web.api.SessionApi.PasswordChange;
import dev.tributary.web.api.SessionApi.Role;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.Map;
import java.util.Set;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** What everybody sets for themselves: the password, and where they are signed in. */
@Controller
class OwnController {
    private static final Set<String> FIELDS = Set.of("oldPassword", "newPassword");

    private final SettingsPages pages;
    private final SessionApi session;
    private final PeopleApi people;

    OwnController(SettingsPages pages, SessionApi session, PeopleApi people) {
        this.pages = pages;
        this.session = session;
        this.people = people;
    }

    @GetMapping({"/ui/settings", "/ui/settings/"})
    Mono<Rendering> first(ServerHttpRequest request) {
        return session.me()
                .map(me -> me.role().includes(Role.ADMIN) ? Section.PEOPLE : Section.PASSWORD)
                .map(section -> Notes.goTo(request, section.path()));
    }

    @GetMapping("/ui/settings/password")
    Mono<Rendering> password(ServerHttpRequest request) {
        return password(request, Map.of());
    }

    private Mono<Rendering> password(ServerHttpRequest request, Map<String, String> errors) {
        return pages.show(
                request, Section.PASSWORD, session.me().map(me -> Map.of("generated", me.passwordGenerated())), errors);
    }

    @PostMapping("/ui/settings/password")
    Mono<Rendering> password(Passwords form, ServerHttpRequest request) {
        if (!form.newPassword().equals(form.again())) {
            return password(request, Map.of("again", "different"));
        }
        return session.changePassword(new PasswordChange(form.oldPassword(), form.newPassword()))
                .map(_ -> Notes.goTo(request, "/ui/knowledge-bases", "password.changed"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> password(request, FormErrors.of((ApiProblem) failure, FIELDS)));
    }

    @GetMapping("/ui/settings/sessions")
    Mono<Rendering> sessions(ServerHttpRequest request) {
        return pages.show(request, Section.SESSIONS, people.ownSessions().map(open -> Map.of("open", open.items())));
    }

    @PostMapping("/ui/settings/sessions/{id}/end")
    Mono<Rendering> end(@PathVariable String id, ServerHttpRequest request) {
        return people.endOwnSession(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.SESSIONS.path(), "session.ended")));
    }

    @PostMapping("/ui/settings/sessions/end")
    Mono<Rendering> endAll(ServerHttpRequest request) {
        return people.endOwnSessions()
                .then(Mono.fromSupplier(() -> Notes.goTo(request, "/ui/sign-in", "session.allEnded")));
    }

    record Passwords(String oldPassword, String newPassword, String again) {
        @Override
        public String toString() {
            return "Passwords[...]";
        }
    }
}
