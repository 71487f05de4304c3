package dev.tributary.engine.credential;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tributary.engine.storage.StartRefused;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** A 256-bit key with a public name that tells nothing about it. Immutable. */
final class EncryptionKey {
    static final String HOW_TO_MAKE = "Make one with: openssl rand -base64 32";
    private static final int BYTES = 32;

    private final KeyParameter key;
    private final String id;

    private EncryptionKey(byte[] bytes) {
        key = new KeyParameter(bytes);
        id = id(key);
    }

    /** The key in base64; the name of the setting it came from is for the message if it is not one. */
    static EncryptionKey parse(String base64, String setting) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException broken) {
            throw new StartRefused(setting + " is not base64.", HOW_TO_MAKE);
        }
        if (bytes.length != BYTES) {
            throw new StartRefused(
                    setting + " has " + bytes.length + " bytes, and an AES-256 key has " + BYTES + ".", HOW_TO_MAKE);
        }
        return new EncryptionKey(bytes);
    }

    static String generate(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    String id() {
        return id;
    }

    KeyParameter parameter() {
        return key;
    }

    /** The key itself, in base64: for a file that only its owner reads. */
    String base64() {
        return Base64.getEncoder().encodeToString(key.getKey());
    }

    @Override
    public String toString() {
        return "key " + id;
    }

    private static String id(KeyParameter key) {
        HMac mac = new HMac(SHA256Digest.newInstance());
        mac.init(key);
        byte[] label = "tributary key id".getBytes(US_ASCII);
        mac.update(label, 0, label.length);
        byte[] digest = new byte[mac.getMacSize()];
        mac.doFinal(digest, 0);
        return HexFormat.of().formatHex(digest, 0, 8);
    }
}
