package dev.tributary.engine.sync;

import dev.tributary.connector.ExternalDocument;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.engine.sync.Classification.Disposition;
import dev.tributary.engine.sync.Classification.Listed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.TreeMap;

/** A document of a page, with the figures that tell whether it changed. */
record ListedItem(ExternalDocument document, Listed listed) {

    static ListedItem of(ExternalDocument document) {
        return new ListedItem(
                document, new Listed(document.contentHash(), digest(document), disposition(document.content())));
    }

    String id() {
        return document.externalId();
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
        var sha = sha256();
        sha.update(document.contentHash().getBytes(StandardCharsets.UTF_8));
        sha.update(disposition(document.content()).column().getBytes(StandardCharsets.UTF_8));
        sha.update(document.title().getBytes(StandardCharsets.UTF_8));
        sha.update((byte) 0);
        document.sourceUrl().ifPresent(url -> sha.update(url.toString().getBytes(StandardCharsets.UTF_8)));
        sha.update((byte) 0);
        new TreeMap<>(document.metadata().asMap()).forEach((name, value) -> {
            sha.update(name.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 1);
            sha.update(value.toString().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 2);
        });
        reason(document.content()).ifPresent(reason -> sha.update(reason.getBytes(StandardCharsets.UTF_8)));
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
