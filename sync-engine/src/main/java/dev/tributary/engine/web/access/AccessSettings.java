package dev.tributary.engine.web.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door of the API lets through.
 *
 * @param requestsPerMinute of one caller, or of one address as long as nobody has signed in; as many may come at once
 * @param requestTimeout how long a client may take to send a request
 */
@ConfigurationProperties("tributary.access")
record AccessSettings(
        @DefaultValue("600") int requestsPerMinute,
        @DefaultValue("30s") Duration requestTimeout) {
    AccessSettings {
        if (requestsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "tributary.access.requests-per-minute must be at least 1, not " + requestsPerMinute);
        }
        if (!requestTimeout.isPositive()) {
            throw new IllegalArgumentException("tributary.access.request-timeout must be positive");
        }
    }
}
