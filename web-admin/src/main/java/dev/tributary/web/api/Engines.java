package dev.tributary.web.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The engines in front of which the UI stands.
 *
 * @param engines their addresses by a name, which becomes the first part of each page's path; none: the engine is in this
 *     process, and found where that listens
 */
@ConfigurationProperties("tributary.admin")
public record Engines(Map<String, URI> engines) {
    public Engines(@Nullable Map<String, URI> engines) {
        this.engines = engines == null ? Map.of() : new LinkedHashMap<>(engines);
        this.engines.keySet().forEach(name -> {
            if (!name.matches("[a-z0-9][a-z0-9-]*")) {
                throw new IllegalArgumentException(
                        "tributary.admin.engines.%s: the name of an engine has a-z, 0-9 and - only".formatted(name));
            }
        });
    }
}
