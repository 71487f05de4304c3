package dev.tributary.engine.content;

import dev.tributary.connector.ExternalDocument.Content;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;

/** Makes Markdown of what a source hands over. */
@Component
public final class Extraction {

    public Extracted extract(Content content, String title) {
        return switch (content) {
            case Content.Text text ->
                markdown(
                        text.mimeType().equals("text/html")
                                ? Jsoup.parse(text.value()).text()
                                : text.value());
            case Content.File file -> markdown(new String(file.bytes().toArray(), StandardCharsets.UTF_8));
            case Content.Skipped(String reason) -> new Extracted.Unsupported(reason);
            case Content.Filtered(String rule) -> new Extracted.Unsupported(rule);
            case Content.Deferred _ -> new Extracted.Unsupported("no content");
        };
    }

    private static Extracted markdown(String text) {
        try {
            var clean = text.replace('\0', ' ');
            var sha = MessageDigest.getInstance("SHA-256").digest(clean.getBytes(StandardCharsets.UTF_8));
            return new Extracted.Markdown(clean, HexFormat.of().formatHex(sha));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
