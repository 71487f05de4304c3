package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets another process change an emulator and look at it. Answers plain text, one item a line:
 *
 * <ul>
 *   <li>{@code POST /admin/add} answers the new id, {@code POST /admin/rename?id=} too; {@code change, retitle, delete,
 *       restore, archive} and {@code trash} take an {@code id}, {@code restrict} and {@code open} a {@code container}.
 *   <li>{@code POST /admin/mutate?count=&seed=} does random things and answers them; {@code POST /admin/forget} expires
 *       the tokens of the change feed.
 *   <li>{@code POST /admin/fault?name=} as in {@link FaultRequest}; {@code POST /admin/heal} ends all faults.
 *   <li>{@code GET /admin/counters} answers {@code name=count}; {@code POST /admin/reset} sets them to zero.
 *   <li>{@code GET /admin/expected} answers id, version and title of each document, separated by tabs; {@code GET
 *       /admin/count} their number.
 * </ul>
 */
final class EmulatorAdmin implements HttpHandler {

    static final String PATH = "/admin/";

    private final SourceEmulator emulator;

    EmulatorAdmin(SourceEmulator emulator) {
        this.emulator = emulator;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var action = exchange.getRequestURI().getPath().substring(PATH.length());
            if (action.equals("expected")) {
                streamExpected(exchange);
            } else {
                answerPerformed(exchange, action);
            }
        }
    }

    private void answerPerformed(HttpExchange exchange, String action) throws IOException {
        try {
            answer(exchange, 200, perform(action, Call.query(exchange.getRequestURI())) + "\n");
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, e.getMessage() + "\n");
        }
    }

    private String perform(String action, Map<String, String> query) {
        var corpus = emulator.corpus();
        return switch (action) {
            case "add" -> corpus.add();
            case "rename" -> corpus.rename(required(query, "id"));
            case "count" -> Long.toString(corpus.expectedCount());
            case "counters" -> counters();
            case "mutate" -> {
                var random = new SplittableRandom(Long.parseLong(required(query, "seed")));
                yield String.join("\n", corpus.mutate(random, Integer.parseInt(required(query, "count"))));
            }
            default -> {
                act(action, query);
                yield "done";
            }
        };
    }

    private void act(String action, Map<String, String> query) {
        var corpus = emulator.corpus();
        switch (action) {
            case "change" -> corpus.change(required(query, "id"));
            case "retitle" -> corpus.retitle(required(query, "id"));
            case "delete" -> corpus.delete(required(query, "id"));
            case "restore" -> corpus.restore(required(query, "id"));
            case "archive" -> corpus.archive(required(query, "id"));
            case "trash" -> corpus.trash(required(query, "id"));
            case "restrict" -> corpus.restrict(required(query, "container"));
            case "open" -> corpus.open(required(query, "container"));
            case "forget" -> corpus.forgetChanges();
            case "fault" -> {
                var request = FaultRequest.of(query);
                emulator.faults().inject(request.fault(), request.when());
            }
            case "heal" -> emulator.faults().clear();
            case "reset" -> emulator.counters().reset();
            default -> throw new IllegalArgumentException("the emulator cannot '%s'".formatted(action));
        }
    }

    private String counters() {
        var counters = emulator.counters();
        var lines = new StringBuilder();
        for (var kind : Call.Kind.values()) {
            lines.append(kind).append('=').append(counters.of(kind)).append('\n');
        }
        return lines.append("MAX_PARALLEL=").append(counters.maxParallel()).toString();
    }

    private void streamExpected(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = new PrintStream(exchange.getResponseBody(), false, UTF_8)) {
            emulator.corpus()
                    .expected()
                    .forEach(document ->
                            out.print(document.id() + "\t" + document.version() + "\t" + document.title() + "\n"));
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private static String required(Map<String, String> query, String name) {
        var value = query.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the parameter '%s' is missing".formatted(name));
        }
        return value;
    }
}
