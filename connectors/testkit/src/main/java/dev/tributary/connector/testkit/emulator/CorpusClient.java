package dev.tributary.connector.testkit.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tributary.connector.Attributes;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import dev.tributary.connector.DocumentPage;
import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.ListRequest;
import dev.tributary.connector.ListsChanges.ChangePage;
import dev.tributary.connector.ListsChanges.TokenExpired;
import dev.tributary.connector.SourceSession;
import dev.tributary.connector.kit.JsonApi;
import dev.tributary.connector.kit.Query;
import dev.tributary.meta.AuthConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Speaks the Corpus API for one run, as described at {@link SourceEmulator}. */
final class CorpusClient {

    private static final int PAGE_SIZE = 200;

    private final JsonApi api;
    private final String base;
    private final long pageSize;
    private final boolean inline;

    CorpusClient(SourceSession session, boolean inline) {
        var token = session.credential().secret(AuthConfig.ApiKey.DEFAULT_NAME);
        this.base = session.config().text("url").replaceFirst("/+$", "");
        this.pageSize = session.config().number("pageSize").orElse(PAGE_SIZE);
        this.inline = inline;
        this.api = new JsonApi(
                session,
                base,
                request -> token.map(value -> request.header("Authorization", "Bearer " + value))
                        .orElse(request));
    }

    boolean isCorpus() throws InterruptedException {
        return api.find(Query.of("/status"))
                .filter(status -> status.path("api").asString("").equals("corpus"))
                .isPresent();
    }

    DocumentPage list(ListRequest request) throws InterruptedException {
        var answer = api.get(
                paged("/documents").with("cursor", request.cursor()).with("changed_since", request.changedSince()));
        var documents = documents(answer.path("documents"));
        var next = answer.path("next").asString("");
        return next.isEmpty()
                ? new DocumentPage.Last(documents, coverage(answer))
                : new DocumentPage.More(documents, coverage(answer), next);
    }

    Optional<ExternalDocument> read(String id) throws InterruptedException {
        var found =
                api.find(Query.of("/documents/" + URLEncoder.encode(id, UTF_8).replace("+", "%20")));
        if (found.isEmpty() || !isLive(found.get())) {
            return Optional.empty();
        }
        var document = found.get();
        if (document.has("unreadable")) {
            throw new DocumentUnreadable(
                    "Document %s cannot be read: %s"
                            .formatted(id, document.path("unreadable").asString("")),
                    null);
        }
        return Optional.of(document(document, text(document)));
    }

    String latestToken() throws InterruptedException {
        return required(api.get(Query.of("/changes/latest")), "token");
    }

    ChangePage changes(String token) throws InterruptedException, TokenExpired {
        var response = api.send(paged("/changes").with("token", token));
        if (response.isMissing()) {
            throw new TokenExpired("The emulator has forgotten the changes from token " + token);
        }
        var answer = JsonApi.parse(response);
        var removed = new ArrayList<String>();
        array(answer.path("removed")).forEach(id -> removed.add(id.asString("")));
        return new ChangePage(
                documents(answer.path("changed")),
                removed,
                required(answer, "next"),
                answer.path("caughtUp").asBoolean(false));
    }

    private Query paged(String path) {
        var query = Query.of(path).with("limit", pageSize);
        return inline ? query.with("content", "inline") : query;
    }

    private List<ExternalDocument> documents(JsonNode array) {
        var documents = new ArrayList<ExternalDocument>(array.size());
        for (var document : array(array)) {
            if (isLive(document)) {
                documents.add(document(document, inline ? text(document) : new Content.Deferred()));
            }
        }
        return documents;
    }

    private ExternalDocument document(JsonNode source, Content content) {
        var id = required(source, "id");
        return new ExternalDocument(
                id,
                source.path("title").asString(""),
                "emulator:" + id + ":" + required(source, "version"),
                content,
                Optional.of(URI.create(base + source.path("url").asString(""))),
                metadata(source));
    }

    private static Attributes metadata(JsonNode source) {
        var labels = new ArrayList<String>();
        source.path("labels").forEach(label -> labels.add(label.asString("")));
        var values = new HashMap<String, Object>();
        values.put("author", source.path("author").asString(""));
        values.put("labels", labels);
        values.put("size", source.path("size").asLong(0));
        values.put("updated", source.path("updated").asString(""));
        values.put("pinned", source.path("pinned").asBoolean(false));
        values.put("container", source.path("container").asString(""));
        return Attributes.fromMap(values);
    }

    private static Coverage coverage(JsonNode answer) {
        var unreadable = new ArrayList<String>();
        array(answer.path("unreadable")).forEach(container -> unreadable.add(container.asString("")));
        if (!unreadable.isEmpty()) {
            return Coverage.partial("The source may not show " + String.join(", ", unreadable));
        }
        return answer.path("capped").asBoolean(false)
                ? Coverage.partial("The source lists no more than this")
                : Coverage.COMPLETE;
    }

    private static Content text(JsonNode document) {
        return Content.Text.markdown(required(document, "text"));
    }

    /** Archived and trashed documents carry a state. */
    private static boolean isLive(JsonNode document) {
        return !document.has("state");
    }

    private static String required(JsonNode node, String name) {
        var value = node.path(name);
        if (!value.isString()) {
            throw new UnexpectedResponse("The emulator's answer has no '%s'".formatted(name), null);
        }
        return value.asString();
    }

    private static JsonNode array(JsonNode node) {
        if (!node.isArray()) {
            throw new UnexpectedResponse("The emulator's answer lacks one of its lists", null);
        }
        return node;
    }
}
