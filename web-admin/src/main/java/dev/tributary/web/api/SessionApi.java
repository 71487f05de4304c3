package dev.tributary.web.api;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** Signing in and out, and who is signed in. */
@HttpExchange("/api/v1")
public interface SessionApi {

    @PostExchange("/session")
    Mono<Me> signIn(@RequestBody SignIn form);

    @DeleteExchange("/session")
    Mono<Void> signOut();

    @GetExchange("/me")
    Mono<Me> me();

    @PostExchange("/me/password")
    Mono<Me> changePassword(@RequestBody PasswordChange form);

    @GetExchange("/sign-in-methods")
    Mono<Page<Method>> methods();

    /**
     * Who is signed in.
     *
     * @param csrfToken to be sent with each change
     * @param passwordGenerated the password is the one of the first start, which nobody chose
     */
    record Me(String username, Role role, @Nullable String csrfToken, boolean passwordGenerated) {}

    /** What somebody may do; each may do what those before it may. */
    enum Role {
        VIEWER,
        EDITOR,
        ADMIN;

        public boolean includes(Role other) {
            return compareTo(other) >= 0;
        }
    }

    record SignIn(String username, String password) {
        @Override
        public String toString() {
            return "SignIn[" + username + "]";
        }
    }

    record PasswordChange(String oldPassword, String newPassword) {
        @Override
        public String toString() {
            return "PasswordChange[...]";
        }
    }

    /**
     * A way to sign in.
     *
     * @param startUrl where a browser is sent; null for the password
     */
    record Method(String id, String name, @Nullable String startUrl) {}
}
