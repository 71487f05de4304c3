package dev.tributary.engine.sync;

import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.engine.sync.Classification.Disposition;
import dev.tributary.engine.sync.Classification.Listed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A document of a page, with the figures that tell whether it changed. */
record ListedItem(ExternalDocument document, Listed listed) {

    static ListedItem of(ExternalDocument document) {
        return new ListedItem(
                document, new Listed(document.contentHash(), digest(document), disposition(document.content())));
    }

    String id() {
        return document.externalId();
    }

    /** What the source says of it, as it is stored. */
    String metadata(JsonMapper json) {
        return json.writeValueAsString(document.metadata().asMap());
    }

    /** Why the source or a filter leaves it out, if so. */
    Optional<String> reason() {
        return reason(document.content());
    }

    private static Optional<String> reason(Content content) {
        return switch (content) {
            case Content.Skipped skipped -> Optional.of(skipped.reason());
            case Content.Filtered filtered -> Optional.of(filtered.rule());
            case Content.Text _, Content.File _, Content.Deferred _ -> Optional.empty();
        };
    }

    private static Disposition disposition(Content content) {
        return switch (content) {
            case Content.Skipped _ -> Disposition.SKIPPED;
            case Content.Filtered _ -> Disposition.FILTERED;
            case Content.Text _, Content.File _, Content.Deferred _ -> Disposition.WANTED;
        };
    }

    /** Tells a change of version, title, address, metadata or reason without comparing them one by one. */
    private static long digest(ExternalDocument document) {
        var facts = new StringBuilder(256)
                .append(document.contentHash())
                .append(disposition(document.content()).column())
                .append(document.title())
                .append('\0');
        document.sourceUrl().ifPresent(facts::append);
        facts.append('\0');
        var metadata = document.metadata().asMap();
        var names = metadata.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (var name : names) {
            facts.append(name).append('\1').append(metadata.get(name)).append('\2');
        }
        reason(document.content()).ifPresent(facts::append);
        var hash = sha256().digest(facts.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(hash).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
