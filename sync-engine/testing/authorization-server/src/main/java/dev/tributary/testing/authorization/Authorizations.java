package dev.tributary.testing.authorization;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.InMemoryOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/** What people have granted, in memory; all that one of them has granted can be taken back. Thread-safe. */
final class Authorizations implements OAuth2AuthorizationService {

    private final OAuth2AuthorizationService all = new InMemoryOAuth2AuthorizationService();
    private final Map<String, OAuth2Authorization> byId = new ConcurrentHashMap<>();
    private final OAuth2AuthorizationConsentService consents;

    Authorizations(OAuth2AuthorizationConsentService consents) {
        this.consents = consents;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        byId.put(authorization.getId(), authorization);
        all.save(authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        byId.remove(authorization.getId());
        all.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return all.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return all.findByToken(token, type);
    }

    /** As when a person removes the application in the settings of the account: tokens and consent are gone. */
    void revokeAll(String person) {
        byId.values().stream()
                .filter(authorization -> authorization.getPrincipalName().equals(person))
                .forEach(this::revoke);
    }

    private void revoke(OAuth2Authorization authorization) {
        remove(authorization);
        var consent = consents.findById(authorization.getRegisteredClientId(), authorization.getPrincipalName());
        if (consent != null) {
            consents.remove(consent);
        }
    }
}
