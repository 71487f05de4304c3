package dev.tributary.connector.kit;

import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.SourceSession;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON objects and arrays from an HTTP API under one base address. */
public final class JsonApi {

    /** Answers may hold secrets, which must not stay in buffers that wait for their next use. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .build();

    private final SourceSession session;
    private final String base;
    private final UnaryOperator<SourceRequest> signed;

    /**
     * @param base the address that the paths of queries are appended to, without a slash at its end
     * @param signed adds what each request needs, such as an Authorization header
     */
    public JsonApi(SourceSession session, String base, UnaryOperator<SourceRequest> signed) {
        this.session = session;
        this.base = base;
        this.signed = signed;
    }

    /** Reads what has to be there; a source that lacks it was configured wrongly. */
    public JsonNode get(Query query) throws InterruptedException {
        return find(query).orElseThrow(() -> new ConfigRejected("", "Nothing found at " + base + query.path()));
    }

    /** Reads what may have gone. */
    public Optional<JsonNode> find(Query query) throws InterruptedException {
        var response = send(query);
        return response.isMissing() ? Optional.empty() : Optional.of(parse(response));
    }

    /** Sends the query and returns the answer with its headers. */
    public SourceResponse send(Query query) throws InterruptedException {
        var request = SourceRequest.get(URI.create(base + query)).header("Accept", "application/json");
        return session.http().send(signed.apply(request));
    }

    /** Parses an answer that must be a JSON object or array. */
    public static JsonNode parse(SourceResponse response) {
        try {
            var json = JSON.readTree(response.body().toArray());
            if (json.isContainer()) {
                return json;
            }
        } catch (JacksonException e) {
            throw new UnexpectedResponse("No JSON at " + response.uri().getPath(), e);
        }
        throw new UnexpectedResponse(
                "Neither object nor array at " + response.uri().getPath(), null);
    }
}
