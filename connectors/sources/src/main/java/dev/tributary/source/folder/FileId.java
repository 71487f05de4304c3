package dev.tributary.source.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a file below the root. File names are bytes: two that a person cannot tell apart are two files, and some
 * are not text at all. So the percent-encoded form is the exact one; the id is its text where that can be printed,
 * and otherwise the encoded form behind "./", with which no other id begins.
 *
 * @param encoded the relative path as in a URI, separated by slashes
 */
record FileId(String encoded) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNTOUCHED = "-._~!$&'()*+,;=:@/";
    private static final Pattern ENCODED = Pattern.compile("(?:[^%]|%[0-9A-F]{2})*+");
    private static final String AS_BYTES = "./";

    /** The root itself. */
    static final FileId ROOT = new FileId("");

    FileId child(Path entry) {
        var name = encodedName(entry);
        return new FileId(encoded.isEmpty() ? name : encoded + "/" + name);
    }

    /** Reads an id; empty if it cannot be the id of a file below a root. */
    static Optional<FileId> parse(String id) {
        var encoded = id.startsWith(AS_BYTES) ? id.substring(AS_BYTES.length()) : encode(id.getBytes(UTF_8));
        return Optional.of(encoded)
                .filter(FileId::isPlain)
                .map(FileId::new)
                .filter(parsed -> parsed.text().equals(id));
    }

    /** Reads what {@link #encoded} gave. */
    static Optional<FileId> parseEncoded(String encoded) {
        return Optional.of(encoded).filter(FileId::isPlain).map(FileId::new);
    }

    /** The id of the document. */
    String text() {
        try {
            var text =
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(encoded))).toString();
            var printable = !text.isBlank() && text.chars().noneMatch(Character::isISOControl);
            return printable ? text : AS_BYTES + encoded;
        } catch (CharacterCodingException notText) {
            return AS_BYTES + encoded;
        }
    }

    /** The path as a person reads it, with signs in place of bytes that are not text. */
    String readable() {
        return new String(bytes(encoded), UTF_8);
    }

    /** The file below the root; the path is not followed, so it may yet be a link. */
    Path in(Path root) {
        if (File.separatorChar == '\\') {
            return root.resolve(readable());
        }
        return Path.of(uri(root));
    }

    URI uri(Path root) {
        var base = encode(rawPath(root));
        return URI.create("file://" + (base.endsWith("/") ? base : base + "/") + encoded);
    }

    private static boolean isPlain(String encoded) {
        for (var segment : encoded.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return ENCODED.matcher(encoded).matches()
                && !encoded.contains("%00")
                && encode(bytes(encoded)).equals(encoded);
    }

    private static String encodedName(Path entry) {
        var name = String.valueOf(entry.getFileName());
        var ascii = name.chars().allMatch(c -> c < 128);
        if (ascii || File.separatorChar == '\\') {
            return encode(name.getBytes(UTF_8));
        }
        var raw = rawPath(entry);
        var from = raw.length;
        while (from > 0 && raw[from - 1] != '/') {
            from--;
        }
        return encode(Arrays.copyOfRange(raw, from, raw.length));
    }

    /** The bytes of the path as the operating system has them, which a String cannot hold. */
    private static byte[] rawPath(Path path) {
        var raw = path.toUri().getRawPath();
        return bytes(raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw);
    }

    private static byte[] bytes(String encoded) {
        var out = new ByteArrayOutputStream(encoded.length());
        for (var at = 0; at < encoded.length(); at++) {
            var c = encoded.charAt(at);
            if (c == '%') {
                out.write(HexFormat.fromHexDigits(encoded, at + 1, at + 3));
                at += 2;
            } else {
                out.writeBytes(String.valueOf(c).getBytes(UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** Percent-encodes a text as a part of a URI. */
    static String encode(String text) {
        return encode(text.getBytes(UTF_8));
    }

    private static String encode(byte[] raw) {
        var out = new StringBuilder(raw.length);
        for (var c : new String(raw, ISO_8859_1).toCharArray()) {
            var plain = c < 128 && (Character.isLetterOrDigit(c) || UNTOUCHED.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return out.toString();
    }
}
