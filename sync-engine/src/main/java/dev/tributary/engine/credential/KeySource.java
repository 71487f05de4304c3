package dev.tributary.engine.credential;

import dev.tributary.engine.storage.OwnerOnlyFile;
import dev.tributary.engine.storage.StartRefused;
import dev.tributary.engine.storage.StorageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the keys: in the settings, else in a file beside the embedded database. */
record KeySource(EncryptionSettings settings, StorageSettings storage, RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
    private static final String KEY = "TRIBUTARY_ENCRYPTION_KEY";

    /** Never without a key: a secret is not stored in plain text. */
    KeyRing keys() {
        Path path = storage.data().resolve("encryption.key");
        try {
            return keys(new OwnerOnlyFile(path));
        } catch (IOException failure) {
            throw new StartRefused(
                    "The key file " + path + " cannot be read or written: " + failure + ".",
                    "Give this account the right to it, or set " + KEY + ". " + EncryptionKey.HOW_TO_MAKE,
                    failure);
        }
    }

    private KeyRing keys(OwnerOnlyFile file) throws IOException {
        List<EncryptionKey> old = new ArrayList<>();
        settings.encryptionOldKeys().forEach(key -> old.add(EncryptionKey.parse(key, "TRIBUTARY_ENCRYPTION_OLD_KEYS")));
        Optional<EncryptionKey> stored = storage.embedded() ? stored(file) : Optional.empty();
        String given = settings.encryptionKey();
        if (given != null) {
            stored.ifPresent(old::add);
            return new KeyRing(EncryptionKey.parse(given, KEY), old);
        }
        if (!storage.embedded()) {
            throw new StartRefused(
                    KEY + " is not set, and with a database of your own it has to be: secrets are never stored in"
                            + " plain text.",
                    EncryptionKey.HOW_TO_MAKE + ", keep it apart from the database, and set " + KEY + " to it on every"
                            + " machine.");
        }
        return new KeyRing(stored.isPresent() ? stored.get() : create(file), old);
    }

    private static Optional<EncryptionKey> stored(OwnerOnlyFile file) throws IOException {
        return file.read().map(key -> EncryptionKey.parse(key, "The key file " + file.path()));
    }

    private EncryptionKey create(OwnerOnlyFile file) throws IOException {
        String key = EncryptionKey.generate(random);
        file.write(key);
        LOG.info("Created the key that encrypts stored secrets: {}. Back it up: without it they are lost", file.path());
        return EncryptionKey.parse(key, file.path().toString());
    }
}
