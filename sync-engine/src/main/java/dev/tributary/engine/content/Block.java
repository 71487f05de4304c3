package dev.tributary.engine.content;

/** A block of Markdown: whole lines from {@code start} to {@code end}, without the last line's end. */
sealed interface Block {

    int start();

    int end();

    record Heading(int depth, String text, int start, int end) implements Block {}

    /** Code with the fence around it. */
    record Fence(String opening, String closing, int start, int end) implements Block {}

    /** A pipe table; the first two lines are its header. */
    record Table(int start, int end) implements Block {}

    record Prose(int start, int end) implements Block {}
}
