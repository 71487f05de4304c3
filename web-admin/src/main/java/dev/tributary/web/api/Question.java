package dev.tributary.web.api;

import reactor.core.publisher.Mono;

/** A call that the engine takes as a change, since it has a body, though it only asks. */
public final class Question {

    private Question() {}

    /** Makes the call possible for a page that a browser only looks at, which brings no token along: the engine gave the page one. */
    public static <T> Mono<T> with(String csrf, Mono<T> call) {
        return call.contextWrite(context ->
                context.put(Relay.class, context.<Relay>get(Relay.class).with(csrf)));
    }
}
