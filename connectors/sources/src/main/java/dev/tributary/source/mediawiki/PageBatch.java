package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.Coverage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Pages with all their properties. A query that hits a limit of one property (500 categories over all its pages) tells
 * the rest in further answers that name the same pages again; they are merged until {@code batchcomplete}, as
 * <a href="https://www.mediawiki.org/wiki/API:Continue">API:Continue</a> describes it. What is to be continued after
 * that is the listing.
 *
 * @param continuation what to add to the same query for the next batch; empty at the end
 */
record PageBatch(List<WikiPage> pages, Coverage coverage, Map<String, String> continuation) {

    private static final int MAX_ANSWERS = 50;

    static PageBatch read(MediaWikiApi api, Parameters query, Map<String, String> from) throws InterruptedException {
        var pages = new LinkedHashMap<String, ObjectNode>();
        var coverage = Coverage.COMPLETE;
        var next = from;
        for (var answers = 0; answers < MAX_ANSWERS; answers++) {
            var answer = api.query(query.with(next));
            merge(answer.query(), pages);
            coverage = coverage instanceof Coverage.Partial ? coverage : answer.coverage();
            var onward = answer.continuation();
            if (answer.isBatchComplete()) {
                return new PageBatch(pages.values().stream().map(WikiPage::new).toList(), coverage, onward);
            }
            if (onward.isEmpty() || onward.equals(next)) {
                break;
            }
            next = onward;
        }
        throw new UnexpectedResponse(
                "%s does not complete a batch of %d pages within %d answers"
                        .formatted(api.address(), pages.size(), MAX_ANSWERS),
                null);
    }

    private static void merge(JsonNode query, Map<String, ObjectNode> pages) {
        var found = query.path("pages");
        if (!found.isArray() && !found.isMissingNode()) {
            throw new UnexpectedResponse("The wiki lists pages in another form than format version 2", null);
        }
        for (var page : found) {
            if (!(page instanceof ObjectNode described)) {
                throw new UnexpectedResponse("The wiki lists something that describes no page", null);
            }
            var key = described.has("pageid")
                    ? described.path("pageid").asString()
                    : described.path("title").asString("");
            merge(described, pages.computeIfAbsent(key, _ -> described.objectNode()));
        }
    }

    private static void merge(ObjectNode part, ObjectNode whole) {
        for (var property : part.properties()) {
            if (property.getValue() instanceof ArrayNode more
                    && whole.get(property.getKey()) instanceof ArrayNode known) {
                known.addAll(more);
            } else {
                whole.set(property.getKey(), property.getValue());
            }
        }
    }
}
