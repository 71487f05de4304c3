package dev.tributary.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriUtils;

/** Addresses of pages that ask for something. */
public final class Address {

    private Address() {}

    /** The path with a query; what is without a value is left out, and no character of a value means anything. */
    public static String of(String path, MultiValueMap<String, String> query) {
        var pairs = new ArrayList<String>();
        query.forEach((name, values) -> values.stream()
                .filter(value -> value != null)
                .forEach(value -> pairs.add(UriUtils.encode(name, UTF_8) + "=" + UriUtils.encode(value, UTF_8))));
        return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
    }
}
