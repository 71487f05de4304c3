package dev.tributary.engine.web.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.AuditEvent;
import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Audit", description = "Who did what")
class AuditController {
    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/api/v1/audit")
    @Operation(summary = "List who did what, newest first")
    Mono<Page<Entry>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @ParameterObject AuditQuery filter) {
        var query = PageQuery.of(limit, cursor);
        return audit.before(filter.filter(), query.idOr(Long.MAX_VALUE), query.rows())
                .collectList()
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), Entry::of));
    }

    @GetMapping(path = "/api/v1/audit/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(summary = "Export who did what as JSON lines, oldest first, however much it is")
    Mono<ResponseEntity<Flux<Entry>>> export(@ParameterObject AuditQuery filter) {
        var wanted = filter.filter();
        return Caller.current()
                .flatMap(caller -> audit.record(caller.actor(), "audit.export", "audit", filter.detail()))
                .then(Mono.fromSupplier(() -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_NDJSON)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tributary-audit.jsonl\"")
                        .body(audit.all(wanted).map(Entry::of))));
    }

    @Schema(name = "AuditEvent")
    record Entry(
            String id,
            Instant at,
            String actor,
            @JsonUnwrapped AuditEvent.Deed deed) {
        static Entry of(AuditEvent event) {
            return new Entry(PublicId.of(event.id()), event.at(), event.actor().name(), event.deed());
        }
    }
}
