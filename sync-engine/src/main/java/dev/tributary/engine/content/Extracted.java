package dev.tributary.engine.content;

/** What extraction made of a document's content. */
public sealed interface Extracted {

    /**
     * The document as Markdown.
     *
     * @param digest SHA-256 of the Markdown's UTF-8 bytes, in hex
     */
    record Markdown(String text, String digest) implements Extracted {}

    /** There is no text to be had from it; the reason is shown with the document. */
    record Unsupported(String reason) implements Extracted {}
}
