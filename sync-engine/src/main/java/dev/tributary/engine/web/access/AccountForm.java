package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Account;
import dev.tributary.engine.identity.AccountOrder;
import dev.tributary.engine.identity.AccountPatch;
import dev.tributary.engine.identity.PasswordRules;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.Secret;
import dev.tributary.engine.web.FieldErrors;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The body that makes or changes an account. */
@Schema(name = "AccountOrder", description = "All fields make an account; role and password can be changed later")
record AccountForm(
        @Nullable String username,
        @Nullable Role role,
        @Schema(format = "password") @Nullable String password,

        @Schema(description = "true: the person cannot sign in, and is signed out everywhere") @Nullable
        Boolean disabled) {
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    AccountOrder toCreate(PasswordRules rules) {
        var errors = new FieldErrors();
        if (username == null || !USERNAME.matcher(username).matches()) {
            errors.add("username", "must have 1 to 64 letters, digits, and . _ @ - after the first");
        }
        if (role == null) {
            errors.add("role", "must be viewer, editor or admin");
        }
        rules.refusal(password == null ? "" : password, username == null ? "" : username)
                .ifPresent(reason -> errors.add("password", reason));
        if (disabled != null) {
            errors.add("disabled", "can be set later only");
        }
        errors.orThrow();
        return new AccountOrder(
                Objects.requireNonNull(username),
                Objects.requireNonNull(role),
                new Secret(Objects.requireNonNull(password)));
    }

    AccountPatch toChange(PasswordRules rules) {
        var errors = new FieldErrors();
        if (username != null) {
            errors.add("username", "cannot be changed");
        }
        if (role == null && password == null && disabled == null) {
            errors.add("role", "or password or disabled: name what to change");
        }
        if (password != null) {
            rules.refusal(password, "").ifPresent(reason -> errors.add("password", reason));
        }
        errors.orThrow();
        return new AccountPatch(
                Optional.ofNullable(role),
                Optional.ofNullable(password).map(Secret::new),
                Optional.ofNullable(disabled).map(shut -> shut ? Account.State.DISABLED : Account.State.ACTIVE));
    }

    @Override
    public String toString() {
        return "AccountForm[" + username + ", " + role + "]";
    }
}
