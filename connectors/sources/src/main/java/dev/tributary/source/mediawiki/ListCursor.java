package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a listing goes on.
 *
 * @param section which of the scope's sections it has come to
 * @param listed how many pages it has listed so far
 * @param continuation what to add to the section's query; empty at its beginning
 */
record ListCursor(int section, long listed, Map<String, String> continuation) {

    static final ListCursor START = new ListCursor(0, 0, Map.of());

    static ListCursor parse(String text) {
        try {
            return JsonMapper.shared().readValue(text, ListCursor.class);
        } catch (JacksonException e) {
            throw new UnexpectedResponse("'%s' is no cursor of a MediaWiki listing".formatted(text), e);
        }
    }

    @Override
    public String toString() {
        return JsonMapper.shared().writeValueAsString(this);
    }
}
