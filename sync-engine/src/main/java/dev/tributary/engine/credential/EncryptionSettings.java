package dev.tributary.engine.credential;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys for stored secrets, each 32 bytes in base64.
 *
 * @param encryptionKey seals and opens ({@code TRIBUTARY_ENCRYPTION_KEY})
 * @param encryptionOldKeys still open, separated by commas ({@code TRIBUTARY_ENCRYPTION_OLD_KEYS})
 */
@ConfigurationProperties("tributary")
record EncryptionSettings(
        @Nullable String encryptionKey, @DefaultValue List<String> encryptionOldKeys) {
    EncryptionSettings {
        encryptionKey = encryptionKey == null || encryptionKey.isBlank() ? null : encryptionKey;
        encryptionOldKeys =
                encryptionOldKeys.stream().filter(key -> !key.isBlank()).toList();
    }

    @Override
    public String toString() {
        return "EncryptionSettings[" + (encryptionKey == null ? "no key" : "a key") + ", " + encryptionOldKeys.size()
                + " old keys]";
    }
}
