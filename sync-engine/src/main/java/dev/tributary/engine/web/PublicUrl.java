package dev.tributary.engine.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where browsers find the engine.
 *
 * @param publicUrl as in {@code https://kb.example.org} ({@code TRIBUTARY_PUBLIC_URL}); none: as each request has it
 */
@ConfigurationProperties("tributary")
public record PublicUrl(@Nullable String publicUrl) {

    public PublicUrl {
        publicUrl = publicUrl == null || publicUrl.isBlank()
                ? null
                : publicUrl.strip().replaceAll("/+$", "");
        if (publicUrl != null && !publicUrl.matches("https?://[^/?#\\s]+(/[^?#\\s]*)?")) {
            throw new IllegalArgumentException(
                    "TRIBUTARY_PUBLIC_URL must be the address of the engine as browsers see it, as in https://kb.example.org");
        }
    }

    /** The address of a path of ours, to be given to others. */
    public URI of(ServerHttpRequest request, String path) {
        return publicUrl == null
                ? UriComponentsBuilder.fromUri(request.getURI())
                        .replacePath(path)
                        .replaceQuery(null)
                        .fragment(null)
                        .build(true)
                        .toUri()
                : URI.create(publicUrl + path);
    }
}
