package dev.tributary.engine.identity;

import java.util.random.RandomGenerator;

/** Where the bytes of new secrets come from. */
public record SecretSource(RandomGenerator generator) {

    /** 256 bits nobody can guess. */
    public Secret next() {
        return Secret.random(generator, "");
    }
}
