package dev.tributary.engine.account;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a token endpoint gave.
 *
 * @param scopes in the short form; empty if the answer says nothing about them
 * @param kept what connectors need beside the token
 * @param answer all of it, to look up whose account it is
 */
record Granted(
        String accessToken,
        Optional<String> refreshToken,
        Optional<Duration> expiresIn,
        Optional<Duration> refreshExpiresIn,
        Optional<Set<String>> scopes,
        Map<String, String> kept,
        JsonNode answer) {

    @Override
    public String toString() {
        return "Granted[expires in " + expiresIn + "]";
    }
}
