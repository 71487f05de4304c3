package dev.tributary.engine.credential;

import dev.tributary.engine.storage.OwnerOnlyFile;
import java.util.Optional;

/**
 * The keys of this process, and where they came from.
 *
 * @param file where a new key is written; empty if the keys are kept elsewhere
 */
record Keys(KeyRing ring, Place place, Optional<OwnerOnlyFile> file) {

    /** Where the current key is kept. */
    enum Place {
        SETTING,
        FILE,
        COMMAND,
        DATA_DIRECTORY
    }

    Keys with(KeyRing other) {
        return new Keys(other, place, file);
    }
}
