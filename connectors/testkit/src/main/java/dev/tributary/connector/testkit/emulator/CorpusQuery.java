package dev.tributary.connector.testkit.emulator;

import java.time.Instant;

/** Which part of the corpus a listing asks for: what changed since then, from a position on. */
record CorpusQuery(int from, int limit, Instant since) {}
