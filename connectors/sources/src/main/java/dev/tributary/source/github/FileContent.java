package dev.tributary.source.github;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ExternalDocument.Content;
import java.io.IOException;
import java.net.URLConnection;
import java.util.Objects;

/** What the bytes of a file are handed over as. */
final class FileContent {

    /** As far as Git itself looks for a NUL to tell binary files from text. */
    private static final int SNIFFED = 8000;

    /** How a pointer file of Git LFS begins: github.com/git-lfs/git-lfs, docs/spec.md. */
    private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

    private static final int LONGEST_POINTER = 1024;

    private FileContent() {}

    static Content of(Entry file, Bytes bytes) {
        var head = head(file, bytes);
        if (bytes.size() < LONGEST_POINTER && head.startsWith(LFS_POINTER)) {
            return new Content.Skipped("the file is in Git LFS; the repository holds only a pointer to it");
        }
        return new Content.File(file.name(), mimeType(file, head), bytes);
    }

    private static String mimeType(Entry file, String head) {
        if (head.indexOf('\0') >= 0) {
            return Objects.requireNonNullElse(
                    URLConnection.guessContentTypeFromName(file.name()), "application/octet-stream");
        }
        return switch (file.extension()) {
            case "md", "markdown", "mdx" -> "text/markdown";
            case "html", "htm", "xhtml" -> "text/html";
            case "pdf" -> "application/pdf";
            case "rtf" -> "application/rtf";
            case "eml" -> "message/rfc822";
            default -> "text/plain";
        };
    }

    private static String head(Entry file, Bytes bytes) {
        try (var in = bytes.open()) {
            return new String(in.readNBytes(SNIFFED), ISO_8859_1);
        } catch (IOException e) {
            throw new DocumentUnreadable("The download of %s cannot be read".formatted(file.path()), e);
        }
    }
}
