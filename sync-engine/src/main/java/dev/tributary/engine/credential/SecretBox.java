package dev.tributary.engine.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;

/** Seals secrets with AES-256-GCM for the place they are stored in. Safe for use by several threads. */
public final class SecretBox {
    private volatile KeyRing keys;
    private final RandomGenerator random;

    SecretBox(KeyRing keys) {
        this(keys, new SecureRandom());
    }

    SecretBox(KeyRing keys, RandomGenerator random) {
        this.keys = keys;
        this.random = random;
    }

    /** The secret as text to store, different each time. */
    public String seal(String secret, SecretOwner owner) {
        byte[] nonce = new byte[Envelope.NONCE_BYTES];
        random.nextBytes(nonce);
        EncryptionKey key = keys.current();
        byte[] plain = bytes(secret, owner);
        GCMModeCipher cipher = cipher(Direction.SEAL, key, nonce, owner);
        byte[] box = Arrays.copyOf(nonce, nonce.length + cipher.getOutputSize(plain.length));
        try {
            int written = cipher.processBytes(plain, 0, plain.length, box, nonce.length);
            cipher.doFinal(box, nonce.length + written);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(impossible);
        }
        Arrays.fill(plain, (byte) 0);
        return new Envelope(key.id(), box).text();
    }

    /**
     * The secret that was sealed for this owner.
     *
     * @throws SecretUnreadable if its key is not there, or if it was changed or belongs elsewhere
     */
    public String open(String sealed, SecretOwner owner) {
        Envelope envelope = Envelope.parse(sealed, owner);
        EncryptionKey key = keys.key(envelope.keyId()).orElseThrow(() -> missingKey(envelope.keyId(), owner));
        GCMModeCipher cipher = cipher(Direction.OPEN, key, envelope.nonce(), owner);
        byte[] cipherText = envelope.sealed();
        byte[] plain = new byte[cipher.getOutputSize(cipherText.length)];
        try {
            int written = cipher.processBytes(cipherText, 0, cipherText.length, plain, 0);
            cipher.doFinal(plain, written);
        } catch (InvalidCipherTextException mismatch) {
            throw new SecretUnreadable("The " + owner + " was changed in the database, or belongs to another row."
                    + " Enter the secret again.");
        }
        String secret = new String(plain, UTF_8);
        Arrays.fill(plain, (byte) 0);
        return secret;
    }

    /** The secret sealed with the current key, to be stored in place of the old text; empty if it already is. */
    public Optional<String> reseal(String sealed, SecretOwner owner) {
        String secret = open(sealed, owner);
        return Envelope.parse(sealed, owner).keyId().equals(keys.current().id())
                ? Optional.empty()
                : Optional.of(seal(secret, owner));
    }

    KeyRing keys() {
        return keys;
    }

    /** Seals with the current key of that ring from now on. */
    void use(KeyRing other) {
        keys = other;
    }

    @Override
    public String toString() {
        return "SecretBox[" + keys + "]";
    }

    private enum Direction {
        SEAL,
        OPEN
    }

    private static GCMModeCipher cipher(Direction direction, EncryptionKey key, byte[] nonce, SecretOwner owner) {
        GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        byte[] associated = Envelope.associatedData(key.id(), owner);
        cipher.init(
                direction == Direction.SEAL, new AEADParameters(key.parameter(), Envelope.TAG_BITS, nonce, associated));
        return cipher;
    }

    private SecretUnreadable missingKey(String keyId, SecretOwner owner) {
        return new SecretUnreadable("The " + owner + " is encrypted with key " + keyId + ", and the keys here are "
                + String.join(", ", keys.ids())
                + ". Add that key to TRIBUTARY_ENCRYPTION_OLD_KEYS, or enter the secret again.");
    }

    /** Strictly: a text that is not Unicode would silently come back as another one. */
    private static byte[] bytes(String secret, SecretOwner owner) {
        try {
            ByteBuffer encoded = UTF_8.newEncoder().encode(CharBuffer.wrap(secret));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException broken) {
            throw new IllegalArgumentException("The " + owner + " is not valid Unicode text.");
        }
    }
}
