package dev.tributary.connector.testkit.emulator;

import com.sun.net.httpserver.HttpHandler;
import dev.tributary.connector.testkit.DirectHttp;
import dev.tributary.connector.testkit.LoopbackServer;
import dev.tributary.connector.testkit.TestSession;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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

    private final LoopbackServer server;
    private final EmulatorHandler handler;
    private final Corpus corpus;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final DirectHttp client;

    private SourceEmulator(EmulatorSettings settings, int port) {
        this.corpus = new Corpus(settings);
        var api = new CorpusApi(corpus, settings);
        this.handler = new EmulatorHandler(api, faults, counters, settings.latency());
        this.server = new LoopbackServer(port, handler);
        this.client = DirectHttp.to(URI.create(url()));
    }

    /** Starts one on a free port. */
    public static SourceEmulator start(EmulatorSettings settings) {
        return start(settings, 0);
    }

    /** Starts one on that port; 0 means any. */
    public static SourceEmulator start(EmulatorSettings settings, int port) {
        return new SourceEmulator(settings, port);
    }

    /** Where it answers: scheme, host and port, without a slash at the end. */
    public String url() {
        return server.url();
    }

    public int port() {
        return server.port();
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

    /** Answers 401 to each request from now on whose bearer token, or the empty string for none, is not good. */
    public void requireToken(Predicate<String> good) {
        handler.requireToken(good);
    }

    /** Refuses all credentials until the returned fault is lifted. */
    public Faults.Injected revokeToken() {
        return faults.inject(new Fault.RevokedToken(), When.always());
    }

    void route(String path, HttpHandler handler) {
        server.route(path, handler);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
