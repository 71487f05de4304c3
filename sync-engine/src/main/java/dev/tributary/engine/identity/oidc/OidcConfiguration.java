package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.credential.SealedColumn;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the provider from the environment, and tells where providers keep their secrets. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    @Bean
    SealedColumn identityProviderSecrets() {
        return new SealedColumn(
                "identity_provider",
                "id",
                "client_secret",
                SealedColumn.Shape.TEXT,
                (row, _) -> IdentityProviders.owner(Long.parseLong(row)));
    }
}
