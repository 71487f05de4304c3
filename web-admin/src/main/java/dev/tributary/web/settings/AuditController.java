package dev.tributary.web.settings;

import dev.tributary.web.api.AuditApi;
import dev.tributary.web.page.Address;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who did what. */
@Controller
class AuditController {
    private static final String PAGE = "50";
    private static final List<String> FILTERS = List.of("actor", "action", "target", "since", "until");

    private final SettingsPages pages;
    private final AuditApi audit;

    AuditController(SettingsPages pages, AuditApi audit) {
        this.pages = pages;
        this.audit = audit;
    }

    @GetMapping("/ui/settings/audit")
    Mono<Rendering> list(@RequestParam MultiValueMap<String, String> parameters, ServerHttpRequest request) {
        var filter = filter(parameters);
        var query = new LinkedMultiValueMap<>(filter);
        query.add("limit", PAGE);
        put(query, "cursor", parameters.getFirst("cursor"));
        return pages.show(
                request,
                Section.AUDIT,
                audit.list(query)
                        .map(page -> Map.of(
                                "events",
                                page.items(),
                                "filter",
                                parameters.toSingleValueMap(),
                                "next",
                                next(parameters, page.nextCursor()),
                                "download",
                                Address.of("/ui/settings/audit.jsonl", filter))));
    }

    @GetMapping("/ui/settings/audit.jsonl")
    ResponseEntity<Flux<DataBuffer>> export(@RequestParam MultiValueMap<String, String> parameters) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_NDJSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tributary-audit.jsonl\"")
                .body(audit.export(filter(parameters)));
    }

    /** What people filled in, as the engine takes it: a day begins at midnight, UTC. */
    static MultiValueMap<String, String> filter(MultiValueMap<String, String> parameters) {
        var filter = new LinkedMultiValueMap<String, String>();
        FILTERS.forEach(name -> put(filter, name, instant(name, parameters.getFirst(name))));
        return filter;
    }

    private static @Nullable String instant(String name, @Nullable String value) {
        if (value == null || !(name.equals("since") || name.equals("until"))) {
            return value;
        }
        try {
            var day = LocalDate.parse(value.strip());
            return (name.equals("until") ? day.plusDays(1) : day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toString();
        } catch (DateTimeParseException _) {
            return value;
        }
    }

    private static void put(MultiValueMap<String, String> all, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            all.add(name, value.strip());
        }
    }

    private static String next(MultiValueMap<String, String> parameters, @Nullable String cursor) {
        if (cursor == null) {
            return "";
        }
        var all = new LinkedMultiValueMap<>(parameters);
        all.set("cursor", cursor);
        return Address.of(Section.AUDIT.path(), all);
    }
}
