package dev.tributary.engine.web.settings;

import dev.tributary.engine.connector.AllowedHosts;
import dev.tributary.engine.connector.ServerFolders;
import dev.tributary.engine.connector.SourceSettings;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.source.AddedHost;
import dev.tributary.engine.source.AddedHosts;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/settings/sources")
@Tag(name = "Sources", description = "Where sources may be, and how much is taken from them")
class SourceSettingsController {
    private static final int LONGEST = 255;

    private final SourceSettings settings;
    private final ServerFolders folders;
    private final AddedHosts hosts;

    SourceSettingsController(SourceSettings settings, ServerFolders folders, AddedHosts hosts) {
        this.settings = settings;
        this.folders = folders;
        this.hosts = hosts;
    }

    @GetMapping
    @Operation(summary = "Show which private hosts and which folders sources may be at, and the largest body")
    Mono<Sources> show() {
        return hosts.all()
                .map(Added::of)
                .collectList()
                .map(added -> new Sources(
                        new Hosts(settings.allowedHosts(), added),
                        folders.open().stream().map(Path::toString).toList(),
                        settings.maxBody().toBytes()));
    }

    @PostMapping(path = "/allowed-hosts", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Open a private host, address or range for sources",
            description = "Holds in every process within 10 seconds, for connections that are made from then on.")
    Mono<Added> add(@RequestBody HostForm form) {
        var host = form.check();
        return Caller.current()
                .filter(_ -> settings.allowedHosts().stream()
                        .noneMatch(fixed -> fixed.strip().equalsIgnoreCase(host)))
                .flatMap(caller -> hosts.add(caller.actor(), host))
                .map(Added::of)
                .switchIfEmpty(Mono.error(() -> Problem.conflict("This host is open already.")));
    }

    @DeleteMapping("/allowed-hosts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Close a host that was opened here",
            description = "Holds in every process within 10 seconds, for connections that are made from then on.")
    Mono<Void> remove(@PathVariable String id) {
        var number = PublicId.parse("allowed host", id);
        return Caller.current()
                .flatMap(caller -> hosts.remove(caller.actor(), number))
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("allowed host", id)))
                .then();
    }

    @Schema(name = "AllowedHostOrder", requiredProperties = "host")
    record HostForm(
            @Schema(description = "A host, host:port, an address or a CIDR range") @Nullable
            String host) {
        String check() {
            if (host == null || host.isBlank() || host.length() > LONGEST) {
                throw refused();
            }
            try {
                return AllowedHosts.checked(host);
            } catch (IllegalArgumentException odd) {
                throw refused();
            }
        }

        private static Problem refused() {
            return Problem.invalid(
                    "host",
                    "must be a host such as wiki.corp or wiki.corp:8443, an address, or a range such as 10.0.0.0/8");
        }
    }

    @Schema(name = "SourceSettings")
    record Sources(
            Hosts allowedHosts,

            @Schema(description = "They and what is below them can be read by folder connectors")
            List<String> folders,

            @Schema(description = "The largest body that is taken from a source, in bytes")
            long maxBody) {}

    @Schema(name = "AllowedHosts")
    record Hosts(
            @Schema(description = "From tributary.source.allowed-hosts; they can be changed only there")
            List<String> fromSettings,

            List<Added> added) {}

    @Schema(name = "AllowedHost")
    record Added(String id, String host, String addedBy, Instant addedAt) {
        static Added of(AddedHost host) {
            return new Added(PublicId.of(host.id()), host.host(), host.addedBy(), host.addedAt());
        }
    }
}
