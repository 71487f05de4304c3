package dev.tributary.source.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Reads text from disk, never more than a bound. */
final class FileText {

    /** Longer text is handed over as a file. */
    private static final int LIMIT = 8 * 1024 * 1024;

    private static final int PEEK = 4 * 1024;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private FileText() {}

    /** The properties of a Markdown file; one without any is left after a single short read. */
    static FrontMatter frontMatter(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var peek = in.readNBytes(PEEK);
            if (!decoded(peek).startsWith("---")) {
                return FrontMatter.NONE;
            }
            var found = FrontMatter.of(decoded(peek));
            if (found.length() > 0 || peek.length < PEEK) {
                return found;
            }
            var head = Arrays.copyOf(peek, FrontMatter.LIMIT);
            var size = PEEK + in.readNBytes(head, PEEK, FrontMatter.LIMIT - PEEK);
            return FrontMatter.of(decoded(Arrays.copyOf(head, size)));
        }
    }

    /** The whole text, without its byte order mark; empty if it is not text in UTF-8, or is too long. */
    static Optional<String> whole(Path file) throws IOException {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            var peek = in.readNBytes(PEEK);
            if (isBinary(peek)) {
                return Optional.empty();
            }
            var rest = in.readNBytes(LIMIT);
            if (rest.length == LIMIT || isBinary(rest)) {
                return Optional.empty();
            }
            var all = Arrays.copyOf(peek, peek.length + rest.length);
            System.arraycopy(rest, 0, all, peek.length, rest.length);
            return Optional.of(UTF_8.newDecoder().decode(unmarked(all)).toString());
        } catch (CharacterCodingException otherEncoding) {
            return Optional.empty();
        }
    }

    private static String decoded(byte[] bytes) {
        return UTF_8.decode(unmarked(bytes)).toString();
    }

    private static ByteBuffer unmarked(byte[] bytes) {
        var marked = bytes.length >= MARK.length && Arrays.mismatch(bytes, MARK) >= MARK.length;
        var start = marked || Arrays.equals(bytes, MARK) ? MARK.length : 0;
        return ByteBuffer.wrap(bytes, start, bytes.length - start);
    }

    private static boolean isBinary(byte[] bytes) {
        for (var b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
