package dev.tributary.web.page;

import dev.tributary.web.api.SessionApi;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the frame of each page; without somebody signed in there is none, and the browser is led to the sign-in. */
@Component
public class Frame {
    private final SessionApi session;

    Frame(SessionApi session) {
        this.session = session;
    }

    public Mono<Shell> around(ServerHttpRequest request) {
        return session.me().map(me -> new Shell(me, Theme.of(request)));
    }
}
