package dev.tributary.engine.web.access;

import dev.tributary.engine.identity.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * A change that came with an idempotency key. Only digests are kept; the body's is keyed with the client's key, so that nobody
 * who reads the table can try out what secrets a body had.
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record KeyedRequest(String caller, byte[] keyHash, byte[] fingerprint) {
    private static final String HMAC = "HmacSHA256";

    static KeyedRequest of(Caller caller, String key, ServerHttpRequest request, byte[] body) {
        try {
            var secret = key.getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            var line = request.getMethod() + " " + request.getURI().getRawPath() + "?"
                    + request.getURI().getRawQuery() + "\n";
            mac.update(line.getBytes(StandardCharsets.UTF_8));
            return new KeyedRequest(
                    caller.key(), MessageDigest.getInstance("SHA-256").digest(secret), mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks SHA-256; use a complete JDK.", e);
        }
    }
}
