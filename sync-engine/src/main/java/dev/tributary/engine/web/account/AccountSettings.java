package dev.tributary.engine.web.account;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where browsers reach this engine.
 *
 * @param publicUrl scheme and host as people type them ({@code TRIBUTARY_PUBLIC_URL}); else what a request came to
 */
@ConfigurationProperties("tributary")
record AccountSettings(@Nullable String publicUrl) {

    /** The address of ours that ends in {@code path}. */
    String at(ServerHttpRequest request, String path) {
        if (publicUrl != null && !publicUrl.isBlank()) {
            return publicUrl.strip().replaceFirst("/+$", "") + path;
        }
        return UriComponentsBuilder.fromUri(request.getURI())
                .replacePath(path)
                .replaceQuery(null)
                .fragment(null)
                .build()
                .toUriString();
    }
}
