package dev.tributary.source.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.testkit.RecordedSource;
import dev.tributary.connector.testkit.RecordedSource.Answer;
import dev.tributary.connector.testkit.RecordedSource.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a MediaWiki 1.39 answered, recorded with cllimit=1 and gaplimit=2. */
final class RecordedWiki {

    static final String URL = "https://wiki.example.com";

    private RecordedWiki() {}

    /** Answers at {@code path} for {@link #URL}. */
    static RecordedSource at(String path) {
        return new RecordedSource().standsFor(URL).handles(path, RecordedWiki::answer);
    }

    static Map<String, String> parameters(Request request) {
        var question = request.path().indexOf('?');
        var encoded = question < 0 ? request.body() : request.path().substring(question + 1);
        var all = new HashMap<String, String>();
        Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> all.put(pair[0], URLDecoder.decode(pair[1], UTF_8)));
        return all;
    }

    static Answer recorded(String name) {
        try (var file = RecordedWiki.class.getResourceAsStream(name + ".json")) {
            return Answer.json(new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer answer(Request request) {
        var asked = parameters(request);
        if (asked.containsKey("oldid")) {
            return recorded("text-" + asked.get("oldid"));
        }
        if (asked.containsKey("pageids")) {
            return pages(asked.get("pageids"));
        }
        if (asked.containsKey("titles")) {
            return Answer.json("{\"batchcomplete\":true,\"query\":{\"pages\":[]}}");
        }
        if (asked.containsKey("list")) {
            return recorded("1".equals(asked.get("rclimit")) ? "changes-first" : "changes");
        }
        return recorded(asked.containsKey("generator") ? listing(asked) : "siteinfo");
    }

    private static String listing(Map<String, String> asked) {
        if (asked.containsKey("gapcontinue")) {
            return "pages-2";
        }
        return switch (asked.getOrDefault("clcontinue", "")) {
            case "" -> "pages-1";
            case "2|Two" -> "pages-1-more";
            default -> "pages-1-rest";
        };
    }

    /** One page as it was recorded; of several, none is there. */
    private static Answer pages(String ids) {
        if (!ids.contains("|")) {
            return recorded("page-" + ids);
        }
        var missing = Arrays.stream(ids.split("\\|"))
                .map("{\"pageid\":%s,\"missing\":true}"::formatted)
                .toList();
        return Answer.json("{\"batchcomplete\":true,\"query\":{\"pages\":%s}}".formatted(missing));
    }
}
