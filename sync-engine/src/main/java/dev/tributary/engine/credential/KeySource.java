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

/** Finds the keys: in the settings, in the file or the answer of the command they name, else beside the embedded database. */
record KeySource(EncryptionSettings settings, StorageSettings storage, RandomGenerator random) {
    private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);
    private static final String KEY = "TRIBUTARY_ENCRYPTION_KEY";

    /** Never without a key: a secret is not stored in plain text. */
    Keys keys() {
        return keys(this::create);
    }

    /** The keys there are; makes none. */
    Keys existingKeys() {
        return keys(file -> {
            throw new StartRefused(
                    "The key file " + file.path() + " is missing.",
                    "Bring it back from your backup. Without it Tributary makes a new key at its next start, and stored secrets"
                            + " have to be entered again.");
        });
    }

    private Keys keys(Making making) {
        var ownFile = new OwnerOnlyFile(storage.data().resolve("encryption.key"));
        return reading(ownFile.path(), () -> keys(ownFile, making));
    }

    /** What is done when our own file is not there. */
    private interface Making {
        List<EncryptionKey> in(OwnerOnlyFile file) throws IOException;
    }

    private Keys keys(OwnerOnlyFile ownFile, Making making) throws IOException {
        if (settings.places() > 1) {
            throw new StartRefused(
                    "More than one of " + KEY + ", " + KEY + "_FILE and " + KEY + "_COMMAND is set.",
                    "Keep the one that holds the current key.");
        }
        var old = new ArrayList<EncryptionKey>();
        settings.encryptionOldKeys().forEach(key -> old.add(EncryptionKey.parse(key, "TRIBUTARY_ENCRYPTION_OLD_KEYS")));
        var stored = storage.embedded()
                ? ownFile.read().map(lines -> parse(lines, "The key file " + ownFile.path()))
                : Optional.<List<EncryptionKey>>empty();
        var given = given();
        if (given.isPresent()) {
            stored.ifPresent(old::addAll);
            return new Keys(KeyRing.of(given.get().keys(), old), given.get().place(), Optional.empty());
        }
        if (!storage.embedded()) {
            throw new StartRefused(
                    KEY + " is not set, and with a database of your own it has to be: secrets are never stored in"
                            + " plain text.",
                    EncryptionKey.HOW_TO_MAKE + ", keep it apart from the database, and set " + KEY + " to it on every"
                            + " machine.");
        }
        var own = stored.isPresent() ? stored.get() : making.in(ownFile);
        return new Keys(KeyRing.of(own, old), Keys.Place.DATA_DIRECTORY, Optional.of(ownFile));
    }

    /** Keys of the settings, the current one first. */
    private record Given(Keys.Place place, List<EncryptionKey> keys) {}

    private Optional<Given> given() {
        var key = settings.encryptionKey();
        if (key != null) {
            return Optional.of(new Given(Keys.Place.SETTING, List.of(EncryptionKey.parse(key, KEY))));
        }
        var file = settings.encryptionKeyFile();
        if (file != null) {
            var lines = reading(file, () -> new OwnerOnlyFile(file).read())
                    .orElseThrow(() -> new StartRefused(
                            KEY + "_FILE names " + file + ", and there is no such file.", EncryptionKey.HOW_TO_MAKE));
            return Optional.of(new Given(Keys.Place.FILE, parse(lines, "The key file " + file)));
        }
        var command = settings.encryptionKeyCommand();
        if (command != null) {
            var answer = new KeyCommand(command).answer();
            return Optional.of(new Given(Keys.Place.COMMAND, parse(answer, "What " + KEY + "_COMMAND printed")));
        }
        return Optional.empty();
    }

    private static List<EncryptionKey> parse(String lines, String where) {
        var keys = lines.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> EncryptionKey.parse(line, where))
                .toList();
        if (keys.isEmpty()) {
            throw new StartRefused(where + " holds no key.", EncryptionKey.HOW_TO_MAKE);
        }
        return keys;
    }

    private List<EncryptionKey> create(OwnerOnlyFile file) throws IOException {
        String key = EncryptionKey.generate(random);
        file.write(key);
        LOG.info("Created the key that encrypts stored secrets: {}. Back it up: without it they are lost", file.path());
        return List.of(EncryptionKey.parse(key, file.path().toString()));
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Path path, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException failure) {
            throw new StartRefused(
                    "The key file " + path + " cannot be read or written: " + failure + ".",
                    "Give this account the right to it, or set " + KEY + ". " + EncryptionKey.HOW_TO_MAKE,
                    failure);
        }
    }
}
