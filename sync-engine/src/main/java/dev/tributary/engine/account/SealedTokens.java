package dev.tributary.engine.account;

import dev.tributary.engine.credential.SecretBox;
import dev.tributary.engine.credential.SecretOwner;
import dev.tributary.engine.identity.Secret;
import java.util.Optional;

/**
 * The secrets of an account as they are stored.
 *
 * @param key what a service account signs in with
 */
record SealedTokens(long account, Optional<String> access, Optional<String> refresh, Optional<String> key) {

    static final String ACCESS = "accessToken";
    static final String REFRESH = "refreshToken";
    static final String KEY = "key";

    static Optional<String> access(SecretBox box, long account, Granted granted) {
        return Optional.of(box.seal(granted.accessToken(), owner(account, ACCESS)));
    }

    static Optional<String> refresh(SecretBox box, long account, Granted granted) {
        return granted.refreshToken().map(token -> box.seal(token, owner(account, REFRESH)));
    }

    static String key(SecretBox box, long account, ServiceKey key) {
        return box.seal(key.json(), owner(account, KEY));
    }

    Secret accessToken(SecretBox box) {
        return new Secret(
                access.map(stored -> box.open(stored, owner(account, ACCESS))).orElse(""));
    }

    Optional<Secret> refreshToken(SecretBox box) {
        return refresh.map(stored -> new Secret(box.open(stored, owner(account, REFRESH))));
    }

    Optional<ServiceKey> serviceKey(SecretBox box) {
        return key.map(stored -> ServiceKey.parse(box.open(stored, owner(account, KEY))));
    }

    static SecretOwner owner(long account, String purpose) {
        return new SecretOwner("credential/" + account, purpose);
    }

    @Override
    public String toString() {
        return "SealedTokens[" + account + "]";
    }
}
