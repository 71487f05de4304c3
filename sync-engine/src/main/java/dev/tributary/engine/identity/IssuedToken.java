package dev.tributary.engine.identity;

/** A new API token together with its text, which is not stored and cannot be shown again. */
public record IssuedToken(long id, Secret secret) {}
