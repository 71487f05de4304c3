package dev.tributary.engine.account;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connected account without its tokens.
 *
 * @param externalId what the provider calls it, if it tells
 * @param scopes that were granted, in the short form
 * @param reason why it has to be connected again, in words
 * @param fields what connectors need beside the token
 * @param version counts its tokens
 */
public record Account(
        long id,
        String provider,
        Kind kind,
        Optional<String> externalId,
        String name,
        Set<String> scopes,
        State state,
        Optional<String> reason,
        Map<String, String> fields,
        long version,
        Times times,
        String connectedBy) {

    /** How it came to be, and how it gets new tokens. */
    public enum Kind {
        AUTHORIZATION_CODE("authorizationCode"),
        DEVICE_CODE("deviceCode"),
        /** A token that a browser brought, which is never refreshed. */
        TOKEN("token"),
        SERVICE_ACCOUNT("serviceAccount"),
        CLIENT_CREDENTIALS("clientCredentials");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }

        static Kind of(String wire) {
            for (var kind : values()) {
                if (kind.wire.equals(wire)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no kind of account: " + wire);
        }
    }

    /** Whether it can be used. */
    public enum State {
        CONNECTED,
        /** A person, or an admin, has to do something first. */
        RECONNECT_NEEDED;

        public String wire() {
            return this == CONNECTED ? "connected" : "reconnectNeeded";
        }

        static State of(String wire) {
            return wire.equals("connected") ? CONNECTED : RECONNECT_NEEDED;
        }
    }

    /**
     * When things happened, and will.
     *
     * @param refreshAt half of the lifetime of the access token
     * @param diesAt when it ends unless somebody signs in again, as far as the provider tells
     */
    public record Times(
            Instant connectedAt,
            Instant issuedAt,
            Optional<Instant> lastRefreshedAt,
            Optional<Instant> expiresAt,
            Optional<Instant> refreshAt,
            Optional<Instant> diesAt) {}

    public Account {
        scopes = Set.copyOf(scopes);
        fields = Map.copyOf(fields);
    }
}
