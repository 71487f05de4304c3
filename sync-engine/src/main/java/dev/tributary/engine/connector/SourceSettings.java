package dev.tributary.engine.connector;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the engine talks to sources.
 *
 * @param allowedHosts private places that sources may be at: a host, {@code host:port}, an address or a CIDR range
 * @param responseTimeout how long a source may be silent before and within an answer
 * @param retries how often a request is sent again after a failure that may pass
 * @param firstWait the wait before the first retry; it doubles with each, up to {@code longestWait}
 * @param longestRateLimitWait up to here a wait that the source asks for is spent inside the run; beyond, it is deferred
 * @param checkLimit how long everything a check on save sends may take in all
 * @param maxBody the largest body, decoded
 * @param spoolAbove bodies above this size are kept in a file, not on the heap
 */
@ConfigurationProperties("tributary.source")
public record SourceSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("60s") Duration responseTimeout,
        @DefaultValue("5") int retries,
        @DefaultValue("1s") Duration firstWait,
        @DefaultValue("30s") Duration longestWait,
        @DefaultValue("60s") Duration longestRateLimitWait,
        @DefaultValue("7s") Duration checkLimit,
        @DefaultValue("100MB") DataSize maxBody,
        @DefaultValue("256KB") DataSize spoolAbove,
        @DefaultValue("Tributary") String userAgent) {

    static final String ALLOWED_HOSTS = "tributary.source.allowed-hosts";
    static final String MAX_BODY = "tributary.source.max-body";

    public SourceSettings {
        allowedHosts = List.copyOf(allowedHosts);
        if (retries < 0 || maxBody.isNegative() || firstWait.isNegative() || firstWait.isZero()) {
            throw new IllegalArgumentException(
                    "tributary.source: retries and max-body may not be negative, first-wait must be positive");
        }
    }
}
