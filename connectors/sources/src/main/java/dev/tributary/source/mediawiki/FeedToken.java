package dev.tributary.source.mediawiki;

import dev.tributary.connector.ListsChanges.TokenExpired;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where reading the recent changes goes on, by the wiki's own clock.
 *
 * @param since what this round reads from
 * @param roundStart when this round began, so where the next one begins
 * @param continuation what to add to the round's query; empty at its beginning
 */
record FeedToken(Instant since, Instant roundStart, Map<String, String> continuation) {

    static FeedToken startingAt(Instant time) {
        return new FeedToken(time, time, Map.of());
    }

    static FeedToken parse(String text) throws TokenExpired {
        try {
            return JsonMapper.shared().readValue(text, FeedToken.class);
        } catch (JacksonException e) {
            var expired = new TokenExpired("'%s' is no token of this version".formatted(text));
            expired.initCause(e);
            throw expired;
        }
    }

    @Override
    public String toString() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
