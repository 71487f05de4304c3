package dev.tributary.engine.identity;

import java.time.Instant;
import java.util.Map;

/** One entry of the audit log. */
public record AuditEvent(long id, Instant at, Actor actor, Deed deed) {

    /**
     * What was done.
     *
     * @param action verb and noun, as in {@code connector.create}
     * @param target kind and id, as in {@code connector:17}
     * @param detail what else a reader needs; never a secret
     */
    public record Deed(String action, String target, Map<String, String> detail) {
        public Deed {
            detail = Map.copyOf(detail);
        }
    }
}
