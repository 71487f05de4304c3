package dev.tributary.testing.authorization;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Starts the provider. It ends with its standard input, so that it never outlives the test that started it. */
@SpringBootApplication
public class AuthorizationServerApplication {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizationServerApplication.class);

    public static void main(String[] args) throws IOException {
        try (var _ = SpringApplication.run(AuthorizationServerApplication.class, args)) {
            LOG.info("Ready");
            awaitEnd(System.in);
        }
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        LOG.info("Listening on port {}", event.getWebServer().getPort());
    }

    private static void awaitEnd(InputStream input) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
    }
}
