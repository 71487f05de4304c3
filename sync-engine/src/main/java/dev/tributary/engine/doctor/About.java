package dev.tributary.engine.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a finding is about, for whoever has a page or a call for it.
 *
 * @param id which one; absent where it is about all of them
 */
@Schema(name = "DoctorAbout")
public record About(Kind kind, @Nullable String id) {

    /** A kind of thing that somebody can look at, and change. */
    @Schema(name = "DoctorAboutKind", enumAsRef = true)
    public enum Kind {
        CONNECTOR("connector"),
        HELD_REMOVALS("heldRemovals"),
        ACCOUNTS("accounts"),
        OAUTH_CLIENTS("oauthClients"),
        ENCRYPTION("encryption");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        /** Its name in the API. */
        @JsonValue
        public String wire() {
            return wire;
        }
    }

    static About all(Kind kind) {
        return new About(kind, null);
    }

    /** A connector, or what waits in it. */
    static About connector(Kind kind, long connector) {
        return new About(kind, Long.toString(connector));
    }
}
