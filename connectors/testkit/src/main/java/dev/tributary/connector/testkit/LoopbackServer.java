package dev.tributary.connector.testkit;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The JDK's HTTP server on the loopback address, a virtual thread for each request. */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Starts to listen.
     *
     * @param port 0 means any that is free
     */
    public LoopbackServer(int port, HttpHandler handler) {
        // Read by the JDK's server when its first one is made. Without it each longer answer waits 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on port " + port, e);
        }
        server.setExecutor(threads);
        route("/", handler);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Where it answers: scheme, host and port, without a slash at the end. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Lets another handler answer what begins with {@code path}. */
    public void route(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Breaks all connections and frees the port. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
