package dev.tributary.engine.account;

import dev.tributary.meta.oauth.OAuthProvider;
import java.util.List;
import java.util.Optional;

/** The providers whose accounts can be connected. */
public record OAuthProviders(List<OAuthProvider> all) {

    public OAuthProviders {
        all = List.copyOf(all);
    }

    /** The provider of that id, or the one that signs in for the service of that name. */
    public Optional<OAuthProvider> find(String idOrService) {
        return all.stream()
                .filter(provider -> provider.id().equals(idOrService))
                .findFirst()
                .or(() -> all.stream()
                        .filter(provider -> provider.services().contains(idOrService))
                        .findFirst());
    }
}
