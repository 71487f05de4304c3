package dev.tributary.engine.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people and programs stay signed in.
 *
 * @param sessionIdle a session without a request ends after this time
 * @param sessionLifetime a session ends after this time, whatever happens
 * @param tokenLifetime of an API token whose maker names no end
 * @param tokenLongest the longest an API token may live
 */
@ConfigurationProperties("tributary.identity")
public record IdentitySettings(
        @DefaultValue("30m") Duration sessionIdle,
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue("90d") Duration tokenLifetime,
        @DefaultValue("366d") Duration tokenLongest) {

    public IdentitySettings {
        if (!sessionIdle.isPositive() || !sessionLifetime.isPositive() || !tokenLifetime.isPositive()) {
            throw new IllegalArgumentException("tributary.identity: every duration must be positive");
        }
        if (tokenLifetime.compareTo(tokenLongest) > 0) {
            throw new IllegalArgumentException(
                    "tributary.identity.token-lifetime must not be longer than tributary.identity.token-longest");
        }
    }
}
