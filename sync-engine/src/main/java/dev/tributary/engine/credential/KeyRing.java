package dev.tributary.engine.credential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedCollection;
import java.util.Set;
import java.util.stream.Stream;

/** The current key, which seals, and older ones, which still open. Immutable. */
final class KeyRing {
    private final Map<String, EncryptionKey> keys = new LinkedHashMap<>();
    private final EncryptionKey current;

    KeyRing(EncryptionKey current, List<EncryptionKey> old) {
        this.current = current;
        keys.put(current.id(), current);
        old.forEach(key -> keys.putIfAbsent(key.id(), key));
    }

    /** A ring of both lists, whose first key is the current one. */
    static KeyRing of(List<EncryptionKey> keys, List<EncryptionKey> more) {
        var all = Stream.concat(keys.stream(), more.stream()).toList();
        return new KeyRing(all.getFirst(), all);
    }

    EncryptionKey current() {
        return current;
    }

    /** The current one first. */
    SequencedCollection<EncryptionKey> all() {
        return List.copyOf(keys.values());
    }

    Optional<EncryptionKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    Set<String> ids() {
        return Set.copyOf(keys.keySet());
    }

    /** With another current key; what was current still opens. */
    KeyRing renewed(EncryptionKey next) {
        return new KeyRing(next, List.copyOf(keys.values()));
    }

    KeyRing without(String id) {
        return KeyRing.of(
                keys.values().stream().filter(key -> !key.id().equals(id)).toList(), List.of());
    }

    @Override
    public String toString() {
        return "KeyRing[current=" + current.id() + ", all=" + keys.keySet() + "]";
    }
}
