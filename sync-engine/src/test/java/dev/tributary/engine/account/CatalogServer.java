package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** All vendors of the catalog on loopback: each address of theirs answers what it was told, and keeps what it was asked. */
final class CatalogServer implements AutoCloseable {

    /** What was asked, at the vendor's own address. */
    record Asked(String method, String url, Map<String, String> query, Headers headers, String body) {

        String header(String name) {
            return Objects.requireNonNullElse(headers.getFirst(name), "");
        }

        Map<String, String> form() {
            return pairs(body);
        }

        Map<String, String> json() {
            var fields = new HashMap<String, String>();
            JsonMapper.shared().readTree(body).properties().forEach(field -> {
                if (!field.getValue().isString()) {
                    throw new AssertionError(field.getKey() + " is no text: " + body);
                }
                fields.put(field.getKey(), field.getValue().asString());
            });
            return fields;
        }
    }

    /** What is answered. */
    record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    CatalogServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where a vendor's address is here. */
    String at(String vendor) {
        return vendor.replaceFirst(
                "^https://", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The vendor's address that is here at this one. */
    String vendor(String here) {
        return "https:/" + URI.create(here).getPath();
    }

    void answer(String vendor, int status, String body) {
        answers.put(vendor, new Answer(status, body));
    }

    /** What that address was asked, in order. */
    List<Asked> asked(String vendor) {
        return asked.stream().filter(request -> request.url().equals(vendor)).toList();
    }

    /** The only thing that address was asked. */
    Asked only(String vendor) {
        var all = asked(vendor);
        if (all.size() != 1) {
            throw new AssertionError("%s was asked %d times; all: %s"
                    .formatted(
                            vendor, all.size(), asked.stream().map(Asked::url).toList()));
        }
        return all.getFirst();
    }

    /** How often anything was asked. */
    int count() {
        return asked.size();
    }

    void forgetRequests() {
        asked.clear();
    }

    void reset() {
        asked.clear();
        answers.clear();
    }

    /** The names and values of a form or a query. */
    static Map<String, String> pairs(String encoded) {
        var pairs = new HashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (!pair.isEmpty() && pairs.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1])) != null) {
                throw new AssertionError("twice: " + parts[0]);
            }
        }
        return pairs;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var here = exchange.getRequestURI();
        var url = "https:/" + here.getPath();
        var query = pairs(Optional.ofNullable(here.getRawQuery()).orElse(""));
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(new Asked(exchange.getRequestMethod(), url, query, exchange.getRequestHeaders(), body));
        var answer = answers.getOrDefault(url, new Answer(404, "{}"));
        try (exchange) {
            var bytes = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
