package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.AuditFilter;
import dev.tributary.engine.storage.StorableTime;
import dev.tributary.engine.web.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters that say which entries of the audit log are wanted. */
record AuditQuery(
        @Parameter(description = "Such as person:ada, token:ci#3 or engine") @Nullable
        String actor,

        @Parameter(description = "Such as connector.create; connector. for all of connectors") @Nullable
        String action,

        @Parameter(description = "Such as connector:17") @Nullable
        String target,

        @Parameter(description = "From this time on, as 2026-01-31T00:00:00Z") @Nullable
        String since,

        @Parameter(description = "Before this time") @Nullable
        String until) {

    AuditFilter filter() {
        return new AuditFilter(
                text(actor),
                text(action),
                text(target),
                new AuditFilter.Span(time("since", since), time("until", until)));
    }

    /** What the audit log says about an export. */
    Map<String, String> detail() {
        var detail = new HashMap<String, String>();
        text(actor).ifPresent(value -> detail.put("actor", value));
        text(action).ifPresent(value -> detail.put("action", value));
        text(target).ifPresent(value -> detail.put("target", value));
        text(since).ifPresent(value -> detail.put("since", value));
        text(until).ifPresent(value -> detail.put("until", value));
        return detail;
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Optional<Instant> time(String name, @Nullable String value) {
        try {
            var time = text(value).map(Instant::parse);
            if (time.map(StorableTime::isStorable).orElse(true)) {
                return time;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw Problem.invalid(name, "must be a time such as 2026-01-31T00:00:00Z");
    }
}
