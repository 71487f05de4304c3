package dev.tributary.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import reactor.core.publisher.Mono;

/** What admins set for the whole engine. */
@HttpExchange("/api/v1")
public interface EngineSettingsApi {

    @GetExchange("/settings/encryption")
    Mono<Encryption> encryption();

    @PostExchange("/settings/encryption/rotate")
    Mono<Encryption> rotate();

    @DeleteExchange("/settings/encryption/keys/{id}")
    Mono<Void> dropKey(@PathVariable String id);

    @GetExchange("/settings/sources")
    Mono<Sources> sources();

    @PostExchange("/settings/sources/allowed-hosts")
    Mono<Void> allow(@RequestBody HostOrder order);

    @DeleteExchange("/settings/sources/allowed-hosts/{id}")
    Mono<Void> disallow(@PathVariable String id);

    @GetExchange("/doctor")
    Mono<Report> examine();

    /**
     * The keys that seal secrets.
     *
     * @param place setting, file, command or data_directory
     * @param remaining secrets that are not yet sealed with the current key
     */
    record Encryption(String place, boolean canRotate, long remaining, List<Key> keys) {}

    /**
     * A key, by its name alone.
     *
     * @param here whether this engine has it
     */
    record Key(String id, boolean current, boolean here, long secrets) {}

    record Sources(AllowedHosts allowedHosts, List<String> folders, long maxBody) {}

    record AllowedHosts(List<String> fromSettings, List<Added> added) {}

    record Added(String id, String host, @Nullable String addedBy, Instant addedAt) {}

    record HostOrder(String host) {}

    /**
     * What the doctor found.
     *
     * @param verdict fine, todo or broken
     */
    record Report(String verdict, List<Finding> findings) {}

    record Finding(
            String state,
            String subject,
            String text,
            List<String> steps,
            @Nullable About about) {}

    /**
     * What a finding is about.
     *
     * @param kind connector, heldRemovals, accounts, oauthClients or encryption
     * @param id of the connector
     */
    record About(String kind, @Nullable String id) {}
}
