package dev.tributary.connector;

import java.net.URI;
import java.util.Optional;

/**
 * A document as its source has it.
 *
 * @param externalId the source's own name for it, stable across runs, unique within the connector
 * @param title never blank; what a person would call it
 * @param contentHash {@code service:id:version}, derived from metadata alone; changes whenever the content does
 * @param sourceUrl where a person opens it
 * @param metadata what {@link Connector#mapTags} reads; stored with the document
 */
public record ExternalDocument(
        String externalId,
        String title,
        String contentHash,
        Content content,
        Optional<URI> sourceUrl,
        Attributes metadata) {

    public ExternalDocument {
        if (externalId.isBlank() || contentHash.isBlank()) {
            throw new IllegalArgumentException("a document needs an id and a hash: '%s'".formatted(externalId));
        }
        title = title.isBlank() ? externalId : title.strip();
    }

    /** The same version of the document, now with its content. */
    public ExternalDocument with(Content hydrated) {
        return new ExternalDocument(externalId, title, contentHash, hydrated, sourceUrl, metadata);
    }

    /** What a document says, or why that is not here. */
    public sealed interface Content {

        /** Text as the source has it; {@code mimeType} is text/plain, text/markdown or text/html. */
        record Text(String value, String mimeType) implements Content {
            public static Text plain(String value) {
                return new Text(value, "text/plain");
            }

            public static Text markdown(String value) {
                return new Text(value, "text/markdown");
            }

            public static Text html(String value) {
                return new Text(value, "text/html");
            }
        }

        /** The original file; the engine extracts its text. */
        record File(String name, String mimeType, Bytes bytes) implements Content {}

        /** Not read yet: the engine asks for it if the hash is new. */
        record Deferred() implements Content {}

        /** Seen but not indexed, as when too large; the reason is shown to the administrator. */
        record Skipped(String reason) implements Content {}

        /** Left out by what the administrator asked for; {@code rule} names the filter. Counts as not wanted. */
        record Filtered(String rule) implements Content {}
    }
}
