package dev.tributary.engine.content;

import dev.tributary.connector.ExternalDocument.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Makes Markdown of what a source hands over. Thread-safe. Blocks while the large documents that others extract take up
 * the memory there is for it; small ones never wait.
 */
@Component
public final class Extraction {

    private static final int SMALL = 64 << 10;
    /** Bytes of heap per byte of text: the text, its copy and its UTF-8, and for HTML the tree as well. */
    private static final int WEIGHT_TEXT = 6;

    private static final int WEIGHT_HTML = 30;

    private final ContentSettings settings;
    private final MemoryGate gate;
    private final Html html;
    private final Files files;

    public Extraction(ContentSettings settings) {
        this.settings = settings;
        this.gate = new MemoryGate(settings.memory());
        this.html = new Html(settings.maxText().toBytes());
        this.files = new Files(html);
    }

    /** {@code title} stands in for the name of a file that has none. */
    public Extracted extract(Content content, String title) {
        return switch (content) {
            case Content.Text(String value, String type) -> text(value, MimeType.of(type));
            case Content.File file -> file(named(file, title));
            case Content.Skipped(String reason) -> new Extracted.Unsupported(reason);
            case Content.Filtered(String rule) -> new Extracted.Unsupported(rule);
            case Content.Deferred _ ->
                new Extracted.Unsupported("The connector deferred the content and has not delivered it");
        };
    }

    private Extracted text(String value, MimeType type) {
        if (settings.excludes(value.length())) {
            return tooLarge(value.length());
        }
        return switch (type.essence()) {
            case "text/html", "application/xhtml+xml" ->
                gated(value.length(), WEIGHT_HTML, () -> finished(html.markdown(CleanText.of(value))));
            case "", "text/plain", "text/markdown", "text/x-markdown" ->
                gated(value.length(), WEIGHT_TEXT, () -> finished(new Draft.Text(CleanText.of(value))));
            default ->
                new Extracted.Unsupported(
                        "Text of type %s is not read: a source hands over plain text, Markdown or HTML"
                                .formatted(type.essence()));
        };
    }

    private Extracted file(Content.File file) {
        var type = MimeType.of(file.mimeType());
        return switch (FileKind.of(type, file.name())) {
            case FileKind.Unread(String what) -> unread(what);
            case FileKind kind
            when settings.excludes(file.bytes().size()) -> tooLarge(file.bytes().size());
            case FileKind kind ->
                gated(file.bytes().size(), WEIGHT_HTML, () -> finished(files.draft(file, type, kind)));
        };
    }

    private Extracted gated(long size, int weight, Supplier<Extracted> work) {
        return size <= SMALL ? work.get() : gate.within(size * weight, work);
    }

    private Extracted finished(Draft draft) {
        return switch (draft) {
            case Draft.NotText(String what) -> unread(what);
            case Draft.TooSlow _ ->
                new Extracted.Unsupported(
                        "Its elements are nested so oddly that reading it takes longer than %d seconds"
                                .formatted(Html.PATIENCE.toSeconds()));
            case Draft.TooLong _ ->
                new Extracted.Unsupported("As Markdown the text is larger than %s (%s)"
                        .formatted(megabytes(settings.maxText().toBytes()), ContentSettings.MAX_TEXT));
            case Draft.Text(String text) -> {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                yield settings.excludes(bytes.length)
                        ? tooLarge(bytes.length)
                        : new Extracted.Markdown(text, digest(bytes));
            }
        };
    }

    private Extracted tooLarge(long bytes) {
        return new Extracted.Unsupported("The text has %s; up to %s are read (%s)"
                .formatted(megabytes(bytes), megabytes(settings.maxText().toBytes()), ContentSettings.MAX_TEXT));
    }

    private static Extracted unread(String what) {
        return new Extracted.Unsupported(what + " are not read yet");
    }

    private static Content.File named(Content.File file, String title) {
        return file.name().isBlank() ? new Content.File(title, file.mimeType(), file.bytes()) : file;
    }

    private static String megabytes(long bytes) {
        return bytes < 1 << 20 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
