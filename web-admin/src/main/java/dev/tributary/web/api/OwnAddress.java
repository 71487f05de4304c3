package dev.tributary.web.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Where this process listens, and so the engine within it. It is what the settings and the server say: a request tells what its
 * headers claim, behind a proxy and to a stranger's wish.
 */
@Component
class OwnAddress {
    private final Environment environment;
    private volatile URI uri = URI.create("http://localhost");

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

    URI uri() {
        return uri;
    }
}
