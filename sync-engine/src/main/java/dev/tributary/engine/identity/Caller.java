package dev.tributary.engine.identity;

import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import reactor.core.publisher.Mono;

/** Who sends the request that is being answered, with the role that holds at this moment. */
public sealed interface Caller {

    /** The user name, or the name of the token. */
    String name();

    Role role();

    /** The account itself, or the one that made the token. */
    long accountId();

    /** Tells callers apart: no two have the same key, and it stays the same when they are renamed. */
    String key();

    /** What the caller is limited to besides the role. */
    TokenScope scope();

    default Actor actor() {
        return switch (this) {
            case Person person -> new Actor("person:" + person.name());
            case Token token -> new Actor("token:" + token.name() + "#" + token.id());
        };
    }

    /** The caller of the current request; empty outside of one and on open routes. */
    static Mono<Caller> current() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(Authentication::getPrincipal)
                .filter(Objects::nonNull)
                .ofType(Caller.class);
    }

    /** Somebody signed in through the browser. */
    record Person(long accountId, String name, Role role) implements Caller {
        @Override
        public TokenScope scope() {
            return TokenScope.EVERYTHING;
        }

        @Override
        public String key() {
            return "account:" + accountId;
        }
    }

    /** A program with an API token. */
    record Token(long id, String name, Role role, TokenScope scope, long accountId) implements Caller {
        @Override
        public String key() {
            return "token:" + id;
        }
    }
}
