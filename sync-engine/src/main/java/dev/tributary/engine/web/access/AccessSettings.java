package dev.tributary.engine.web.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the door of the API lets through.
 *
 * @param requestsPerMinute of one caller, or of one address as long as nobody has signed in; as many may come at once
 */
@ConfigurationProperties("tributary.access")
record AccessSettings(@DefaultValue("600") int requestsPerMinute) {
    AccessSettings {
        if (requestsPerMinute < 1) {
            throw new IllegalArgumentException(
                    "tributary.access.requests-per-minute must be at least 1, not " + requestsPerMinute);
        }
    }
}
