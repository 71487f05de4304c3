package dev.tributary.connector.testkit.emulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.connector.testkit.DirectHttp;
import dev.tributary.connector.testkit.TestSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A source on the loopback address with a generated corpus, read through the Corpus API:
 *
 * <ul>
 *   <li>{@code GET /status} tells that it is one.
 *   <li>{@code GET /documents?limit=&cursor=&changed_since=&content=inline} lists: {@code documents}, {@code unreadable}
 *       (containers left out), {@code capped}, and {@code next}, the cursor, unless the page is the last.
 *   <li>{@code GET /documents/<id>} answers the document with its {@code text}, or 404, or {@code unreadable}.
 *   <li>{@code GET /changes/latest} answers a {@code token}; {@code GET /changes?token=&limit=&content=inline} the
 *       {@code changed} and {@code removed} since, {@code next} and {@code caughtUp}, or 410.
 * </ul>
 *
 * A document has {@code id, title, version, updated, url, author, labels, size, pinned, container} and, unless live,
 * {@code state}. Tests change the source through {@link #corpus}, break it through {@link #faults} and look at what it
 * was asked through {@link #counters}. Safe for use by several threads.
 */
public final class SourceEmulator implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Corpus corpus;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final DirectHttp client;

    private SourceEmulator(EmulatorSettings settings, HttpServer server) {
        this.server = server;
        this.corpus = new Corpus(settings);
        this.client = DirectHttp.to(URI.create(url()));
        var api = new CorpusApi(corpus, settings);
        route("/", new EmulatorHandler(api, faults, counters, settings.latency()));
        server.setExecutor(threads);
        server.start();
    }

    /** Starts one on a free port. */
    public static SourceEmulator start(EmulatorSettings settings) {
        return start(settings, 0);
    }

    /** Starts one on that port; 0 means any. */
    public static SourceEmulator start(EmulatorSettings settings, int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new SourceEmulator(settings, HttpServer.create(address, 1024));
        } catch (IOException e) {
            throw new UncheckedIOException("The emulator cannot listen on port " + port, e);
        }
    }

    /** Where it answers: scheme, host and port, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answers that the emulator's connectors ask for. */
    public Map<String, List<String>> config(int pageSize) {
        return Map.of("url", List.of(url()), "pageSize", List.of(Integer.toString(pageSize)));
    }

    /** A new session over plain HTTP, without retries. */
    public TestSession session(int pageSize) {
        return TestSession.over(client, config(pageSize));
    }

    public Corpus corpus() {
        return corpus;
    }

    public Faults faults() {
        return faults;
    }

    public Counters counters() {
        return counters;
    }

    /** Refuses all credentials until the returned fault is lifted. */
    public Faults.Injected revokeToken() {
        return faults.inject(new Fault.RevokedToken(), When.always());
    }

    void route(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
