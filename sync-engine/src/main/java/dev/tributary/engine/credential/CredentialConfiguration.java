package dev.tributary.engine.credential;

import dev.tributary.engine.storage.StorageSettings;
import java.security.SecureRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes the box for secrets; without a key the application does not start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EncryptionSettings.class, StorageSettings.class})
class CredentialConfiguration {

    /** After the database, which holds the data directory: two processes at once would each create a key file. */
    @Bean
    @DependsOn("database")
    Keys encryptionKeys(EncryptionSettings settings, StorageSettings storage) {
        return new KeySource(settings, storage, new SecureRandom()).keys();
    }

    @Bean
    SecretBox secretBox(Keys keys) {
        return new SecretBox(keys.ring());
    }

    @Bean
    KeyRotation keyRotation(DatabaseClient db, SecretBox box, Keys keys, ObjectProvider<SealedColumn> columns) {
        return new KeyRotation(db, box, keys, columns.stream().toList(), new SecureRandom());
    }
}
