package dev.tributary.web.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/**
 * Where this process listens, and so the engine within it. It is what the settings and the server say: a request tells what its
 * headers claim, behind a proxy and to a stranger's wish.
 */
@Component
class OwnAddress {
    private final Environment environment;
    private volatile @Nullable URI uri;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    void listens(WebServerInitializedEvent started) throws UnknownHostException {
        if (!WebServerApplicationContext.hasServerNamespace(started.getApplicationContext(), "management")) {
            uri = at(started.getWebServer().getPort());
        }
    }

    private URI at(int port) throws UnknownHostException {
        var bound = InetAddress.getByName(environment.getProperty("server.address", ""));
        var reached = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
        var host = reached.getHostAddress().replaceFirst("%.*", "");
        return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port));
    }

    /** Known as soon as the server is: a request that is faster comes again. */
    URI uri() {
        return Optional.ofNullable(uri)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "The server is starting"));
    }
}
