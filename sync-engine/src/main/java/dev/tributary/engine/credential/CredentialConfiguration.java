package dev.tributary.engine.credential;

import dev.tributary.engine.storage.StorageSettings;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Makes the box for secrets; without a key the application does not start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EncryptionSettings.class, StorageSettings.class})
class CredentialConfiguration {

    /** After the database, which holds the data directory: two processes at once would each create a key file. */
    @Bean
    @DependsOn("database")
    SecretBox secretBox(EncryptionSettings settings, StorageSettings storage) {
        return new SecretBox(new KeySource(settings, storage, new SecureRandom()).keys());
    }
}
