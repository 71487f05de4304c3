package dev.tributary.engine.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a client has to send to a vendor, as {@code vendor-requests.txt} tells it. It is written down apart from the
 * catalog, so a slip there is one here only if it was made twice.
 *
 * @param parameters fixed ones of the authorization request
 * @param wanted scopes in the short form
 * @param scopes the parameter and its value, or {@code -}
 * @param client {@code basic} or {@code body}
 * @param body {@code form} or {@code json}
 * @param revocation carrier, field and token, client, address; or {@code -}
 * @param identity method and address, and a body; or {@code answer}; or {@code -}
 */
record VendorRequests(
        String id,
        String authorization,
        Map<String, String> parameters,
        Set<String> wanted,
        String scopes,
        String pkce,
        String token,
        String client,
        String body,
        Map<String, String> headers,
        String revocation,
        String identity) {

    private static final int COLUMNS = 10;
    private static final Map<String, VendorRequests> ALL = read();

    static VendorRequests of(String id) {
        return Objects.requireNonNull(ALL.get(id), () -> id + " is not in vendor-requests.txt");
    }

    static Set<String> ids() {
        return ALL.keySet();
    }

    boolean takesPkce() {
        return pkce.equals("S256");
    }

    /** The parameter that has the scopes, and the scopes in no order. */
    Map<String, Set<String>> scopesByParameter() {
        if (scopes.equals("-")) {
            return Map.of();
        }
        var parts = scopes.split("=", 2);
        return Map.of(parts[0], split(parts[1]));
    }

    /** The scopes of a request, in no order. */
    Set<String> split(String sent) {
        return Set.of(sent.split(scopes.contains(",") ? "," : " "));
    }

    private static Map<String, VendorRequests> read() {
        try (var text = Objects.requireNonNull(VendorRequests.class.getResourceAsStream("vendor-requests.txt"))) {
            return new String(text.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(VendorRequests::parse)
                    .collect(Collectors.toMap(VendorRequests::id, Function.identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static VendorRequests parse(String line) {
        var columns =
                Arrays.stream(line.split("\\|", COLUMNS)).map(String::strip).toList();
        var how = List.of(columns.get(7).split(" "));
        return new VendorRequests(
                columns.get(0),
                columns.get(1),
                pairs(words(columns.get(2))),
                Set.copyOf(words(columns.get(3))),
                columns.get(4),
                columns.get(5),
                columns.get(6),
                how.get(0),
                how.get(1),
                pairs(how.subList(2, how.size())),
                columns.get(8),
                columns.get(9));
    }

    private static List<String> words(String column) {
        return column.equals("-") ? List.of() : List.of(column.split(" "));
    }

    private static Map<String, String> pairs(List<String> words) {
        var pairs = new HashMap<String, String>();
        words.forEach(word -> pairs.put(word.split("=", 2)[0], word.split("=", 2)[1]));
        return pairs;
    }
}
