package dev.tributary.engine.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A password, a session id or an API token in the clear; never printed, stored as a digest only. */
public record Secret(String text) {
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    /** 256 random bits after the prefix. */
    public static Secret random(RandomGenerator random, String prefix) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored of it. */
    public byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256; use a complete JDK.", e);
        }
    }

    /** Its digest as text: tells equal secrets apart from others, and does not lead back to them. */
    public String fingerprint() {
        return HexFormat.of().formatHex(sha256());
    }

    boolean hasSha256(byte[] digest) {
        return MessageDigest.isEqual(sha256(), digest);
    }

    /** What may be shown before the secret itself is, as PKCE does with S256. */
    public String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256());
    }

    /** How long it takes tells nothing about where they differ. */
    public boolean equalsInConstantTime(Secret other) {
        return MessageDigest.isEqual(sha256(), other.sha256());
    }

    /** Another secret for a purpose of its own, which does not lead back to this one. */
    public String derive(String purpose) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HMAC));
            var derived = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(derived);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no " + HMAC + "; use a complete JDK.", e);
        }
    }

    /** Like {@link #equalsInConstantTime}: there is no other way to compare two. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && equalsInConstantTime(secret);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
