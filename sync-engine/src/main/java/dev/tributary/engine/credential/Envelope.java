package dev.tributary.engine.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sealed secret as text: {@code s1.<key id>.<base64url of nonce, ciphertext and tag>}.
 */
final class Envelope {
    static final int NONCE_BYTES = 12;
    static final int TAG_BITS = 128;
    private static final String VERSION = "s1";
    private static final Pattern TEXT = Pattern.compile(VERSION + "\\.([0-9a-f]{16})\\.([A-Za-z0-9_-]+)");

    private final String keyId;
    private final byte[] box;

    Envelope(String keyId, byte[] box) {
        this.keyId = keyId;
        this.box = box.clone();
    }

    static Envelope parse(String text, SecretOwner owner) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            byte[] box = decode(parts.group(2));
            Envelope envelope = new Envelope(parts.group(1), box);
            // Only the one text that sealing makes: base64 decoders overlook bits in the last character.
            if (box.length >= NONCE_BYTES + TAG_BITS / 8 && envelope.text().equals(text)) {
                return envelope;
            }
        }
        throw new SecretUnreadable(
                "What is stored as the " + owner + " is not a sealed secret. Enter the secret again.");
    }

    String text() {
        return VERSION + "." + keyId + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(box);
    }

    String keyId() {
        return keyId;
    }

    byte[] nonce() {
        return Arrays.copyOf(box, NONCE_BYTES);
    }

    /** The ciphertext and the tag. */
    byte[] sealed() {
        return Arrays.copyOfRange(box, NONCE_BYTES, box.length);
    }

    /** What is authenticated beside the secret; each part has its length in front, so that no two lists look alike. */
    static byte[] associatedData(String keyId, SecretOwner owner) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String part : new String[] {VERSION, keyId, owner.row(), owner.purpose()}) {
            byte[] bytes = part.getBytes(UTF_8);
            data.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            data.writeBytes(bytes);
        }
        return data.toByteArray();
    }

    @Override
    public String toString() {
        return "Envelope[key " + keyId + "]";
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            return new byte[0];
        }
    }
}
