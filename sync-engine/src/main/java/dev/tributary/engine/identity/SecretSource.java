package dev.tributary.engine.identity;

import java.util.random.RandomGenerator;

/** Where the bytes of new secrets come from. */
record SecretSource(RandomGenerator generator) {}
