package dev.tributary.engine.account;

import dev.tributary.engine.identity.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A token in the clear, for as long as it is used.
 *
 * @param version counts the tokens of the account
 * @param fields what connectors need beside it
 * @param refreshAt from when on there should be another one
 */
public record AccessToken(
        long account, long version, Secret secret, Map<String, String> fields, Optional<Instant> refreshAt) {

    /** Whether it can be handed out as it is. */
    boolean isFresh(Instant now) {
        return refreshAt.filter(time -> !time.isAfter(now)).isEmpty();
    }
}
