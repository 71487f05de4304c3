package dev.tributary.engine.credential;

import dev.tributary.engine.WhenInspecting;
import dev.tributary.engine.WhenRunning;
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
    @WhenRunning
    @DependsOn("database")
    Keys encryptionKeys(EncryptionSettings settings, StorageSettings storage) {
        return new KeySource(settings, storage, new SecureRandom()).keys();
    }

    @Bean("encryptionKeys")
    @WhenInspecting
    @DependsOn("database")
    Keys existingKeys(EncryptionSettings settings, StorageSettings storage) {
        return new KeySource(settings, storage, new SecureRandom()).existingKeys();
    }

    @Bean
    SecretBox secretBox(Keys keys) {
        return new SecretBox(keys.ring());
    }

    @Bean
    SealedSecrets sealedSecrets(DatabaseClient db, ObjectProvider<SealedColumn> columns) {
        return new SealedSecrets(db, columns.stream().toList());
    }

    @Bean
    KeyRotation keyRotation(SealedSecrets secrets, SecretBox box, Keys keys) {
        return new KeyRotation(secrets, box, keys, new SecureRandom());
    }

    @Bean
    SecretTrial secretTrial(SealedSecrets secrets, SecretBox box) {
        return new SecretTrial(secrets, box);
    }
}
