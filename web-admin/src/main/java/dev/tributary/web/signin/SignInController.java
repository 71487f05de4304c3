package dev.tributary.web.signin;

import dev.tributary.web.api.ApiProblem;
import dev.tributary.web.api.SessionApi;
import dev.tributary.web.api.SessionApi.SignIn;
import dev.tributary.web.page.Back;
import dev.tributary.web.page.Notes;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

@Controller
class SignInController {
    private final SessionApi session;

    SignInController(SessionApi session) {
        this.session = session;
    }

    @GetMapping("/ui/sign-in")
    Mono<Rendering> page(@RequestParam(defaultValue = "") String returnTo) {
        return page(new Form("", "", returnTo), "").map(Rendering.Builder::build);
    }

    @PostMapping("/ui/sign-in")
    Mono<Rendering> signIn(Form form, ServerHttpRequest request) {
        return session.signIn(new SignIn(form.username(), form.password()))
                .map(me -> Notes.goTo(
                        request, me.passwordGenerated() ? "/ui/settings/password" : Back.checked(form.returnTo())))
                .onErrorResume(
                        ApiProblem.class,
                        problem -> page(form, problem.detail())
                                .map(page -> page.status(HttpStatus.valueOf(problem.status()))
                                        .build()));
    }

    @PostMapping("/ui/sign-out")
    Mono<Rendering> signOut(ServerHttpRequest request) {
        return session.signOut().then(Mono.fromSupplier(() -> Notes.goTo(request, "/ui/sign-in", "signedOut")));
    }

    private Mono<Rendering.Builder<?>> page(Form form, String refused) {
        return session.methods()
                .map(methods -> methods.items().stream()
                        .filter(method -> method.startUrl() != null)
                        .toList())
                .map(others -> Rendering.view("signin/page")
                        .modelAttribute("others", others)
                        .modelAttribute("username", form.username())
                        .modelAttribute("returnTo", form.returnTo())
                        .modelAttribute("refused", refused));
    }

    record Form(String username, String password, String returnTo) {
        @Override
        public String toString() {
            return "Form[" + username + "]";
        }
    }
}
