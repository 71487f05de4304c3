package dev.tributary.engine.connector;

import io.netty.channel.ChannelOption;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * HTTP to hosts that somebody typed in and that are no sources: identity providers, OAuth servers. Connections are made to
 * checked addresses only, by the same rules as those to sources (S3), and redirects are not followed. Thread-safe.
 */
public final class OutsideHttp implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS_PER_HOST = 16;

    private final ExecutorService lookups = NameLookups.threads("outside-lookup-");
    private final ConnectionProvider connections = ConnectionProvider.builder("outside")
            .maxConnections(CONNECTIONS_PER_HOST)
            .maxIdleTime(Duration.ofSeconds(30))
            .evictInBackground(Duration.ofSeconds(10))
            // A pool remembers the first request that it served, with all that was in it.
            .disposeInactivePoolsInBackground(Duration.ofSeconds(10), Duration.ofSeconds(10))
            .build();
    private final AllowedHosts allowed;
    private final CheckedAddresses addresses;
    private final HttpClient client;

    OutsideHttp(SourceSettings settings, CheckedAddresses.Lookup lookup) {
        this.allowed = new AllowedHosts(settings.allowedHosts());
        this.addresses = new CheckedAddresses(lookup, allowed, lookups);
        this.client = HttpClient.create(connections)
                .resolver(addresses)
                .disableRetry(true)
                .followRedirect(false)
                .compress(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(PATIENCE.toMillis()))
                .responseTimeout(PATIENCE)
                .headers(headers -> headers.set("User-Agent", settings.userAgent()));
    }

    public OutsideHttp(SourceSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    /** Lets others be at these private places besides those of the settings, from the next connection on. */
    public void open(List<String> hosts) {
        allowed.open(hosts);
    }

    public HttpClient client() {
        return client;
    }

    /** Whether secrets may go there: over TLS, or in the clear to a private place that the settings open by name or address. */
    public boolean mayGetSecrets(URI address) {
        var host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            return false;
        }
        return switch (String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> true;
            case "http" -> allowed.names(host, address.getPort() < 0 ? 80 : address.getPort());
            default -> false;
        };
    }

    @Override
    public void close() {
        connections.dispose();
        addresses.close();
        lookups.shutdownNow();
    }
}
