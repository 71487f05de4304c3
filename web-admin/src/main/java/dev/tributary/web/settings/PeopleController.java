package dev.tributary.web.settings;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.PeopleApi;
import dev.tributary.web.api.PeopleApi.Order;
import dev.tributary.web.page.FormErrors;
import dev.tributary.web.page.Notes;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Who may sign in, and as what. */
@Controller
class PeopleController {
    private static final int PAGE = 50;
    private static final Set<String> FIELDS = Set.of("username", "role", "password");
    private static final Order EMPTY = new Order("", "viewer", null, null);

    private final SettingsPages pages;
    private final PeopleApi people;

    PeopleController(SettingsPages pages, PeopleApi people) {
        this.pages = pages;
        this.people = people;
    }

    @GetMapping("/ui/settings/people")
    Mono<Rendering> list(@RequestParam(required = false) @Nullable String cursor, ServerHttpRequest request) {
        return list(request, cursor, EMPTY, Map.of());
    }

    private Mono<Rendering> list(
            ServerHttpRequest request, @Nullable String cursor, Order order, Map<String, String> errors) {
        return pages.show(
                request,
                Section.PEOPLE,
                people.list(PAGE, cursor)
                        .map(page -> Map.of(
                                "people",
                                page.items(),
                                "order",
                                order,
                                "next",
                                Next.of(Section.PEOPLE, page.nextCursor()))),
                errors);
    }

    @PostMapping("/ui/settings/people")
    Mono<Rendering> create(Newcomer form, ServerHttpRequest request) {
        var order = new Order(form.username(), form.role(), form.password(), null);
        return people.create(order)
                .map(_ -> Notes.goTo(request, Section.PEOPLE.path(), "person.created"))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> list(
                                request,
                                null,
                                new Order(form.username(), form.role(), null, null),
                                FormErrors.of((ApiProblem) failure, FIELDS)));
    }

    @PostMapping("/ui/settings/people/{id}/role")
    Mono<Rendering> role(@PathVariable String id, Chosen chosen, ServerHttpRequest request) {
        return change(request, id, new Order(null, chosen.role(), null, null), "person.role");
    }

    @PostMapping("/ui/settings/people/{id}/disable")
    Mono<Rendering> disable(@PathVariable String id, ServerHttpRequest request) {
        return change(request, id, new Order(null, null, null, true), "person.disabled");
    }

    @PostMapping("/ui/settings/people/{id}/enable")
    Mono<Rendering> enable(@PathVariable String id, ServerHttpRequest request) {
        return change(request, id, new Order(null, null, null, false), "person.enabled");
    }

    @PostMapping("/ui/settings/people/{id}/sign-out")
    Mono<Rendering> signOut(@PathVariable String id, ServerHttpRequest request) {
        return people.signOut(id)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.PEOPLE.path(), "person.signedOut")));
    }

    private Mono<Rendering> change(ServerHttpRequest request, String id, Order order, String note) {
        return people.change(id, order)
                .then(Mono.fromSupplier(() -> Notes.goTo(request, Section.PEOPLE.path(), note)))
                .onErrorResume(
                        FormErrors::isMendable,
                        failure -> list(request, null, EMPTY, Map.of("", ((ApiProblem) failure).detail())));
    }

    record Newcomer(String username, String role, String password) {
        @Override
        public String toString() {
            return "Newcomer[" + username + "]";
        }
    }

    record Chosen(String role) {}
}
