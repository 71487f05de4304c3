package dev.tributary.source.mediawiki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Parameters of one call; a later value replaces an earlier one of the same name. */
record Parameters(Map<String, String> values) {

    static final Parameters NONE = new Parameters(Map.of());

    /** What prop=info, revisions and categories have to say about each page of a query. */
    static final Parameters OF_EACH_PAGE = query().with("prop", "info|revisions|categories")
            .with("inprop", "url")
            .with("rvprop", "ids|timestamp|user")
            .with("clprop", "hidden")
            .with("cllimit", "max");

    Parameters {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Parameters query() {
        return NONE.with("action", "query");
    }

    Parameters with(String name, Object value) {
        return with(Map.of(name, value.toString()));
    }

    Parameters with(Map<String, String> more) {
        var all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new Parameters(all);
    }

    /** As in a query string or the body of a form. */
    String encoded() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
