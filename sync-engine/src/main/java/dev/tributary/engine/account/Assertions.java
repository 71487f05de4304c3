package dev.tributary.engine.account;

import dev.tributary.meta.oauth.Grant;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs assertions of service accounts (RFC 7523). */
final class Assertions {

    /** Clocks differ: an assertion from the future is refused. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Duration ENOUGH = Duration.ofMinutes(5);

    private Assertions() {}

    static Jwt sign(ServiceKey key, Grant.JwtBearer grant, String scopes, Instant now) {
        var issued = now.minus(SKEW);
        var life = grant.longest().compareTo(ENOUGH) < 0 ? grant.longest() : ENOUGH;
        var claims = JwtClaimsSet.builder()
                .issuedAt(issued)
                .expiresAt(issued.plus(life))
                .claim("iss", key.part("issuer").orElseThrow())
                .claim("aud", grant.audience());
        key.part("subject").ifPresent(claims::subject);
        if (grant.scopeClaim() == Grant.ScopeClaim.PRESENT) {
            claims.claim("scope", scopes);
        }
        var header = JwsHeader.with(SignatureAlgorithm.RS256).type("JWT");
        key.part("keyId").ifPresent(header::keyId);
        return encoder(key).encode(JwtEncoderParameters.from(header.build(), claims.build()));
    }

    /** Whether this is the private key that can sign. */
    static boolean isKey(String pem) {
        return privateKey(pem).isPresent();
    }

    private static NimbusJwtEncoder encoder(ServiceKey key) {
        var secret = key.part("privateKey").flatMap(Assertions::privateKey).orElseThrow();
        var pair = NimbusJwtEncoder.withKeyPair(publicKey(secret), secret).algorithm(SignatureAlgorithm.RS256);
        key.part("keyId").ifPresent(id -> pair.jwkPostProcessor(jwk -> jwk.keyID(id)));
        return pair.build();
    }

    private static Optional<RSAPrivateCrtKey> privateKey(String pem) {
        var base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("RSA").generatePrivate(encoded) instanceof RSAPrivateCrtKey key
                    ? Optional.of(key)
                    : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static RSAPublicKey publicKey(RSAPrivateCrtKey key) {
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
        } catch (GeneralSecurityException everyJdkHasRsa) {
            throw new IllegalStateException(everyJdkHasRsa);
        }
    }
}
