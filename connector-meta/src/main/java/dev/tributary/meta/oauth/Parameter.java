package dev.tributary.meta.oauth;

/** A name and a value that go into a request as they are; the engine encodes them. */
public record Parameter(String name, String value) {}
