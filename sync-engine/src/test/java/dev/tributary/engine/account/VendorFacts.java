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

/**
 * What a client has to send to a vendor, and what the vendor answers. {@code vendors/ID.txt} tells each fact and where it was
 * read. It is written down apart from the catalog, so a slip there is one here only if it was made twice.
 */
record VendorFacts(String id, List<Fact> all) {

    /** The facts that each vendor has once; {@code -} is none. */
    static final List<String> ONCE = List.of(
            "authorization",
            "parameters",
            "wanted",
            "scopes",
            "pkce",
            "token",
            "client",
            "revocation",
            "identity",
            "declined",
            "exchanged");

    /**
     * @param source the address of a page, or repository and path, or {@code not confirmed:} and why; {@code (read earlier)}
     *     was read when the entry was written, and not again for this fact
     */
    record Fact(String name, String value, String source) {}

    static VendorFacts of(String id) {
        try (var text = Objects.requireNonNull(
                VendorFacts.class.getResourceAsStream("vendors/" + id + ".txt"), () -> "nothing is known of " + id)) {
            return new VendorFacts(
                    id,
                    new String(text.readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(VendorFacts::parse)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fact parse(String line) {
        var columns = Arrays.stream(line.split(" \\| ", 3)).map(String::strip).toList();
        return new Fact(columns.get(0), columns.get(1), columns.get(2));
    }

    private List<String> values(String name) {
        return all.stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .toList();
    }

    private String value(String name) {
        return values(name).getFirst();
    }

    List<VendorAnswer> answers(VendorAnswer.Situation situation) {
        return values(situation.fact()).stream()
                .map(value -> VendorAnswer.of(situation, value))
                .toList();
    }

    String authorization() {
        return value("authorization");
    }

    /** Fixed ones of the authorization request. */
    Map<String, String> parameters() {
        return pairs(words(value("parameters")));
    }

    /** All scopes that the connectors want of this vendor, in the short form. */
    Set<String> wanted() {
        return Set.copyOf(words(value("wanted")));
    }

    boolean takesPkce() {
        return value("pkce").equals("S256");
    }

    /** The parameter that has the scopes, and the scopes in no order. */
    Map<String, Set<String>> scopesByParameter() {
        var scopes = value("scopes");
        if (scopes.equals("-")) {
            return Map.of();
        }
        var parts = scopes.split("=", 2);
        return Map.of(parts[0], split(parts[1]));
    }

    /** The scopes of a request, in no order. */
    Set<String> split(String sent) {
        return Set.of(sent.split(value("scopes").contains(",") ? "," : " "));
    }

    String token() {
        return value("token");
    }

    /** {@code basic} or {@code body}. */
    String client() {
        return words(value("client")).getFirst();
    }

    /** {@code form} or {@code json}. */
    String body() {
        return words(value("client")).get(1);
    }

    Map<String, String> headers() {
        var how = words(value("client"));
        return pairs(how.subList(2, how.size()));
    }

    /** Carrier, field and token, client, address; or {@code -}. */
    String revocation() {
        return value("revocation");
    }

    /** Method and address, and a body; or {@code answer}; or {@code -}. */
    String identity() {
        return value("identity");
    }

    /** What the browser brings back as {@code error} from a person who says no. */
    String declined() {
        return value("declined");
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
