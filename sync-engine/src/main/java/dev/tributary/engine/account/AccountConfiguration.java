package dev.tributary.engine.account;

import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the catalog of providers known to the application. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OAuthProviders oauthProviders() {
        return new OAuthProviders(ProviderCatalog.all());
    }
}
