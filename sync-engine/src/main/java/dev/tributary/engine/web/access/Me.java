package dev.tributary.engine.web.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Role;
import dev.tributary.engine.identity.Secret;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is signed in. */
record Me(
        @Schema(description = "The user name, or the name of the API token")
        String username,

        Role role,
        Kind kind,

        @Schema(description = "To be sent as X-CSRF-Token with every change; null for an API token, which needs none")
        @Nullable
        String csrfToken,

        @Schema(description = "Whether the password is the one that was generated at the first start: set another")
        boolean passwordGenerated) {

    /** How the caller signed in. */
    enum Kind {
        @JsonProperty("person")
        PERSON,
        @JsonProperty("token")
        TOKEN
    }

    static Me of(Caller caller, Optional<Secret> session, boolean passwordGenerated) {
        return switch (caller) {
            case Caller.Person person ->
                new Me(
                        person.name(),
                        person.role(),
                        Kind.PERSON,
                        session.map(SessionCsrf::tokenOf).orElse(null),
                        passwordGenerated);
            case Caller.Token token -> new Me(token.name(), token.role(), Kind.TOKEN, null, false);
        };
    }

    @Override
    public String toString() {
        return "Me[" + username + ", " + role + "]";
    }
}
