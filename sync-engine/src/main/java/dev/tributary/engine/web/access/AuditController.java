package dev.tributary.engine.web.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tributary.engine.identity.Audit;
import dev.tributary.engine.identity.AuditEvent;
import dev.tributary.engine.web.Cursor;
import dev.tributary.engine.web.Page;
import dev.tributary.engine.web.PageQuery;
import dev.tributary.engine.web.PublicId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
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
            @RequestParam(required = false) @Nullable String cursor) {
        var query = PageQuery.of(limit, cursor);
        return audit.before(query.idOr(Long.MAX_VALUE), query.rows())
                .collectList()
                .map(rows -> Page.of(rows, query, event -> Cursor.of(event.id()), Entry::of));
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
