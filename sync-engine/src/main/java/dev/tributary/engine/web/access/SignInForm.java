package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of a sign-in. */
@Schema(
        name = "SignIn",
        requiredProperties = {"username", "password"})
record SignInForm(
        @Nullable String username,
        @Schema(format = "password") @Nullable String password) {
    private static final int LONGEST = 1024;

    /** The two, checked. */
    record Valid(String username, Secret password) {}

    Valid check() {
        var errors = new FieldErrors();
        if (username == null || username.isBlank() || username.length() > LONGEST) {
            errors.add("username", "is needed");
        }
        if (password == null || password.isEmpty() || password.length() > LONGEST) {
            errors.add("password", "is needed");
        }
        errors.orThrow();
        return new Valid(Objects.requireNonNull(username).strip(), new Secret(Objects.requireNonNull(password)));
    }

    @Override
    public String toString() {
        return "SignInForm[***]";
    }
}
