package dev.tributary.engine.content;

/**
 * A piece of a document small enough to be found and read on its own.
 *
 * @param heading the headings it stands under, outermost first, joined with " › "; empty before the first
 */
public record Chunk(String heading, String text) {}
