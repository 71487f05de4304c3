package dev.tributary.engine.web.account;

import dev.tributary.engine.account.DeviceSignIns;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Problem;
import dev.tributary.engine.web.PublicId;
import dev.tributary.meta.oauth.Grant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Connected accounts", description = "Accounts at other services that connectors read with")
class DeviceController {

    private final Catalog catalog;
    private final DeviceSignIns devices;
    private final Audit audit;

    DeviceController(Catalog catalog, DeviceSignIns devices, Audit audit) {
        this.catalog = catalog;
        this.devices = devices;
        this.audit = audit;
    }

    @PostMapping(path = "/api/v1/oauth/{provider}/device", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Begin to connect an account with a code that a person types in on some device")
    Mono<DeviceCode> begin(@PathVariable String provider, @RequestBody DeviceForm form) {
        var found = catalog.provider(provider);
        if (found.grants().stream().noneMatch(Grant.DeviceCode.class::isInstance)) {
            throw Problem.conflict(found.name() + " has no such codes; connect the account in a browser.");
        }
        var wanted = catalog.wanted(found, form.scopes(), form.type());
        return Caller.current()
                .flatMap(caller -> devices.begin(caller.actor(), found, wanted))
                .delayUntil(_ -> ConsentController.begun(audit, found))
                .map(DeviceCode::of)
                .onErrorMap(
                        DeviceSignIns.Refused.class,
                        no -> Problem.of(
                                Problem.Kind.SOURCE_FAILED, found.name() + " gives no code: " + no.getMessage()))
                .switchIfEmpty(Mono.error(() -> ConsentController.noClient(found)));
    }

    @GetMapping("/api/v1/oauth/device/{id}")
    @Operation(summary = "How far such a sign-in is")
    Mono<DeviceProgress> progress(@PathVariable String id) {
        return devices.find(PublicId.parse("device sign-in", id))
                .map(DeviceProgress::of)
                .switchIfEmpty(Mono.error(() -> Problem.notFound("device sign-in", id)));
    }

    @Schema(name = "DeviceOrder")
    record DeviceForm(
            @Nullable List<String> scopes,

            @Schema(description = "The connector type that the account is for") @Nullable
            String type) {}

    @Schema(name = "DeviceCode")
    record DeviceCode(
            String id,
            @Schema(description = "To type in") String userCode,
            @Schema(description = "Where") String verificationUri,

            @Schema(description = "The same with the code in it") @Nullable
            String verificationUriComplete,

            Instant expiresAt) {
        static DeviceCode of(DeviceSignIns.Started started) {
            return new DeviceCode(
                    PublicId.of(started.id()),
                    started.userCode(),
                    started.verificationUri(),
                    started.withCode().orElse(null),
                    started.expiresAt());
        }
    }

    @Schema(name = "DeviceProgress")
    record DeviceProgress(
            String id,
            String provider,

            @Schema(allowableValues = {"pending", "connected", "failed"})
            String state,

            @Nullable String error,
            @Nullable String credentialId) {
        static DeviceProgress of(DeviceSignIns.Progress progress) {
            return new DeviceProgress(
                    PublicId.of(progress.id()),
                    progress.provider(),
                    progress.state(),
                    progress.error().orElse(null),
                    progress.account().map(PublicId::of).orElse(null));
        }
    }
}
