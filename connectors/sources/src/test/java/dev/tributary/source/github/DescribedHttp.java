package dev.tributary.source.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tributary.connector.SourceHttp;
import dev.tributary.connector.SourceRequest;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.testkit.server.GitHubEmulator;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets only those requests and answers pass that GitHub's OpenAPI description allows. */
final class DescribedHttp implements SourceHttp {

    private static final JsonNode DESCRIPTION = GitHubEmulator.description();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getOpenApi30());

    private final SourceHttp http;

    DescribedHttp(SourceHttp http) {
        this.http = http;
    }

    @Override
    public SourceResponse send(SourceRequest request) throws InterruptedException {
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.headers())
                .containsEntry("X-GitHub-Api-Version", "2022-11-28")
                .containsEntry("User-Agent", "Tributary")
                .containsKey("Accept");
        var operation = operation(request.uri());
        var response = http.send(request);
        var accepted = request.headers().getOrDefault("Accept", "");
        if (!(accepted.contains("raw") && response.status() == 200)) {
            requireDescribed(request, described(operation, response.status(), accepted), response);
        }
        return response;
    }

    private static void requireDescribed(SourceRequest request, JsonNode schema, SourceResponse response) {
        var rooted = (ObjectNode) schema.deepCopy();
        rooted.set("components", DESCRIPTION.path("components"));
        var answer = JsonMapper.shared().readTree(response.body().toArray());
        assertThat(SCHEMAS.getSchema(rooted).validate(answer))
                .as("the answer to %s", request)
                .isEmpty();
    }

    private static JsonNode described(JsonNode operation, int status, String accepted) {
        var content = resolved(operation.path("responses").path(Integer.toString(status)))
                .path("content");
        var type = accepted.replace("+json", "");
        var schema = (content.has(type) ? content.path(type) : content.path("application/json")).path("schema");
        assertThat(schema.isObject())
                .as("%s may answer %d with %s", operation.path("operationId"), status, accepted)
                .isTrue();
        return schema;
    }

    private static JsonNode operation(URI uri) {
        var found = DESCRIPTION.path("paths").properties().stream()
                .filter(path -> pattern(path.getKey(), path.getValue().path("get"))
                        .matcher(uri.getRawPath())
                        .matches())
                .map(path -> path.getValue().path("get"))
                .toList();
        assertThat(found).as("operations at %s", uri.getRawPath()).isNotEmpty();
        var operation = found.getFirst();
        for (var parameter :
                uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
            assertThat(parameters(operation))
                    .filteredOn(described -> described.path("in").asString().equals("query"))
                    .extracting(described -> described.path("name").asString())
                    .contains(parameter.replaceFirst("=.*", ""));
        }
        return operation;
    }

    /** Where the description says so, a parameter spans several segments. */
    private static Pattern pattern(String path, JsonNode operation) {
        var regex = path;
        for (var parameter : parameters(operation)) {
            var part = parameter.path("x-multi-segment").asBoolean(false) ? ".+" : "[^/]+";
            regex = regex.replace("{" + parameter.path("name").asString() + "}", part);
        }
        return Pattern.compile(regex);
    }

    private static List<JsonNode> parameters(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(DescribedHttp::resolved)
                .toList();
    }

    private static JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : DESCRIPTION.at(reference.substring(1));
    }
}
