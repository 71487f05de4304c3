package dev.tributary.engine.credential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The current key, which seals, and older ones, which still open. Immutable. */
final class KeyRing {
    private final EncryptionKey current;
    private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();

    KeyRing(EncryptionKey current, List<EncryptionKey> old) {
        this.current = current;
        keys.put(current.id(), current);
        old.forEach(key -> keys.putIfAbsent(key.id(), key));
    }

    EncryptionKey current() {
        return current;
    }

    Optional<EncryptionKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + current.id() + ", all=" + keys.keySet() + "]";
    }
}
