package dev.tributary.engine.account;

import dev.tributary.engine.credential.SealedColumn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells where clients, accounts and sign-ins under way keep their secrets. */
@Configuration(proxyBeanMethods = false)
class SealedColumns {

    /** How PostgreSQL begins bytes in text. */
    private static final String HEXADECIMAL = "\\x";

    @Bean
    SealedColumn oauthClientSecrets() {
        return column("oauth_client", "provider", "client_secret", (row, _) -> OAuthClients.owner(row));
    }

    @Bean
    SealedColumn accessTokens() {
        return ofAccount("access_token", SealedTokens.ACCESS);
    }

    @Bean
    SealedColumn refreshTokens() {
        return ofAccount("refresh_token", SealedTokens.REFRESH);
    }

    @Bean
    SealedColumn serviceKeys() {
        return ofAccount("secret_key", SealedTokens.KEY);
    }

    @Bean
    SealedColumn consentVerifiers() {
        return column(
                "oauth_consent",
                "state_hash",
                "verifier",
                (row, _) -> ConsentStore.owner(row.substring(HEXADECIMAL.length())));
    }

    @Bean
    SealedColumn deviceCodes() {
        return column("oauth_device", "id", "device_code", (row, _) -> DeviceSignIns.owner(Long.parseLong(row)));
    }

    private static SealedColumn ofAccount(String column, String purpose) {
        return column("credential", "id", column, (row, _) -> SealedTokens.owner(Long.parseLong(row), purpose));
    }

    private static SealedColumn column(String table, String key, String column, SealedColumn.Owner owner) {
        return new SealedColumn(table, key, column, SealedColumn.Shape.TEXT, owner);
    }
}
