package dev.tributary.connector.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short digests, by SHA-256, that tell one content from another where a source has no versions of its own. */
public final class Digest {

    private static final int BYTES = 16;

    private Digest() {}

    /** 32 hexadecimal digits. */
    public static String of(byte[] content) {
        return HexFormat.of().formatHex(sha256(content), 0, BYTES);
    }

    /** 32 hexadecimal digits. */
    public static String of(String content) {
        return of(content.getBytes(UTF_8));
    }

    /** A digest so short that thousands fit into a cursor. */
    public static long number(String content) {
        return ByteBuffer.wrap(sha256(content.getBytes(UTF_8))).getLong();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
