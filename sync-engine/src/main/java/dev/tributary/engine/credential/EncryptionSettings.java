package dev.tributary.engine.credential;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys for stored secrets, each 32 bytes in base64. The current one comes from at most one of three places.
 *
 * @param encryptionKey the key itself ({@code TRIBUTARY_ENCRYPTION_KEY})
 * @param encryptionKeyFile a file with a key per line, the current one first ({@code TRIBUTARY_ENCRYPTION_KEY_FILE})
 * @param encryptionKeyCommand a shell command that prints such lines, as a client of a key management service does
 *     ({@code TRIBUTARY_ENCRYPTION_KEY_COMMAND})
 * @param encryptionOldKeys still open, separated by commas ({@code TRIBUTARY_ENCRYPTION_OLD_KEYS})
 */
@ConfigurationProperties("tributary")
record EncryptionSettings(
        @Nullable String encryptionKey,
        @Nullable Path encryptionKeyFile,
        @Nullable String encryptionKeyCommand,
        @DefaultValue List<String> encryptionOldKeys) {
    EncryptionSettings {
        encryptionKey = encryptionKey == null || encryptionKey.isBlank() ? null : encryptionKey;
        encryptionKeyFile =
                encryptionKeyFile == null || encryptionKeyFile.toString().isBlank() ? null : encryptionKeyFile;
        encryptionKeyCommand =
                encryptionKeyCommand == null || encryptionKeyCommand.isBlank() ? null : encryptionKeyCommand;
        encryptionOldKeys =
                encryptionOldKeys.stream().filter(key -> !key.isBlank()).toList();
    }

    /** How many places name a current key. */
    long places() {
        return Stream.of(encryptionKey != null, encryptionKeyFile != null, encryptionKeyCommand != null)
                .filter(given -> given)
                .count();
    }

    @Override
    public String toString() {
        return "EncryptionSettings[" + (places() == 0 ? "no key" : "a key") + ", " + encryptionOldKeys.size()
                + " old keys]";
    }
}
