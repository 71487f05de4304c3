package dev.tributary.engine.connector;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.SourceHttp;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Opens sessions to sources; all of them share its connections and budgets. Thread-safe. */
public final class SourceClient implements AutoCloseable {

    private static final int CONNECTIONS_PER_HOST = 128;

    private final SourceSettings settings;
    private final Clock clock;
    private final Waiting waiting;
    private final ExecutorService lookups = NameLookups.threads("source-lookup-");
    private final Scheduler writers = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    private final ConnectionProvider connections = ConnectionProvider.builder("sources")
            .maxConnections(CONNECTIONS_PER_HOST)
            .maxIdleTime(Duration.ofSeconds(30))
            .evictInBackground(Duration.ofSeconds(10))
            // A pool remembers the first request that it served, with all that was in it.
            .disposeInactivePoolsInBackground(Duration.ofSeconds(10), Duration.ofSeconds(10))
            .build();
    private final AllowedHosts allowed;
    private final CheckedAddresses addresses;
    private final Wire wire;
    private final Turnstile turnstile;
    private final Retries retries;

    public SourceClient(SourceSettings settings, Budgets budgets, Clock clock) {
        this(settings, budgets, clock, Thread::sleep, InetAddress::getAllByName);
    }

    SourceClient(
            SourceSettings settings, Budgets budgets, Clock clock, Waiting waiting, CheckedAddresses.Lookup lookup) {
        this.settings = settings;
        this.clock = clock;
        this.waiting = waiting;
        this.allowed = new AllowedHosts(settings.allowedHosts());
        this.addresses = new CheckedAddresses(lookup, allowed, lookups);
        this.wire = new Wire(connections, addresses, settings, clock, writers);
        this.turnstile = new Turnstile(wire, budgets, settings, clock, waiting);
        this.retries = new Retries(settings, new Random());
    }

    /** Opens a session for one run, or for one check or choice that a person waits for. To be closed. */
    public RunSession session(Access access, SourceConfig config, Patience patience) {
        var spool = new Spool();
        var deadline = switch (patience) {
            case OF_A_RUN -> Deadline.NONE;
            case OF_A_PERSON -> Deadline.at(clock.instant().plus(settings.checkLimit()));
        };
        return new RunSession(access.lending(), config, http(access.key(), spool, deadline), clock, spool);
    }

    /** Lets sources be at these private places besides those of the settings, from the next connection on. */
    public void open(List<String> hosts) {
        allowed.open(hosts);
    }

    /** For requests to others than sources: one at a time, without redirects, budgets or retries, but as safe (S3). */
    public HttpClient http() {
        return wire.client();
    }

    private SourceHttp http(String credentialKey, Spool spool, Deadline deadline) {
        return new PatientHttp(turnstile, new Turnstile.Line(credentialKey, spool, deadline), retries, clock, waiting);
    }

    @Override
    public void close() {
        connections.dispose();
        addresses.close();
        writers.dispose();
        lookups.shutdownNow();
    }
}
