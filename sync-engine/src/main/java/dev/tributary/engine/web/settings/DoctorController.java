package dev.tributary.engine.web.settings;

import dev.tributary.engine.account.Consents;
import dev.tributary.engine.doctor.Doctor;
import dev.tributary.engine.doctor.Report;
import dev.tributary.engine.web.PublicUrl;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Doctor", description = "What is wrong with this installation, and what to do")
class DoctorController {
    private final Doctor doctor;
    private final PublicUrl url;

    DoctorController(Doctor doctor, PublicUrl url) {
        this.doctor = doctor;
        this.url = url;
    }

    @GetMapping("/api/v1/doctor")
    @Operation(
            summary = "Examine configuration, keys, stored data, accounts, connectors and schedule",
            description =
                    "The same as the command doctor. Reads all that is stored, which takes a while where that is much,"
                            + " and opens each stored secret once, with one entry in the audit log.")
    Mono<Report> examine(ServerHttpRequest request) {
        return doctor.examine(url.of(request, Consents.CALLBACK));
    }
}
