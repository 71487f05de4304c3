package dev.tributary.engine.content;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How documents are read and cut.
 *
 * @param maxText the largest text of one document, as it comes and as Markdown
 * @param chunkLength characters of a chunk, at most
 * @param heapShare the part of the heap that extractions under way may take together
 */
@ConfigurationProperties("tributary.content")
public record ContentSettings(
        @DefaultValue("10MB") DataSize maxText,
        @DefaultValue("2000") int chunkLength,
        @DefaultValue("0.25") double heapShare) {

    /** What holds where nothing is set. */
    public static final ContentSettings STANDARD = new ContentSettings(DataSize.ofMegabytes(10), 2000, 0.25);

    static final String MAX_TEXT = "tributary.content.max-text";
    private static final int SHORTEST_CHUNK = 100;
    private static final long MOST_TEXT = 200L << 20;

    public ContentSettings {
        if (maxText.toBytes() <= 0 || maxText.toBytes() > MOST_TEXT) {
            throw new IllegalArgumentException(MAX_TEXT + " must be between 1 byte and 200 MB, not " + maxText);
        }
        if (chunkLength < SHORTEST_CHUNK) {
            throw new IllegalArgumentException("tributary.content.chunk-length must be at least %d, not %d"
                    .formatted(SHORTEST_CHUNK, chunkLength));
        }
        if (!(heapShare > 0 && heapShare <= 1)) {
            throw new IllegalArgumentException(
                    "tributary.content.heap-share must be above 0 and at most 1, not " + heapShare);
        }
    }

    /** Whether text of that many bytes is more than is read. */
    boolean excludes(long bytes) {
        return bytes > maxText.toBytes();
    }

    long memory() {
        return (long) (Runtime.getRuntime().maxMemory() * heapShare);
    }
}
