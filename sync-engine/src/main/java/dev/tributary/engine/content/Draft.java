package dev.tributary.engine.content;

/** Markdown in the making. */
sealed interface Draft {

    record Text(String markdown) implements Draft {}

    /** It turned out not to be text; {@code what} names such files in the plural. */
    record NotText(String what) implements Draft {}

    /** It was given up for the time it takes to make out what belongs to what. */
    record TooSlow() implements Draft {}

    /** It was given up for its length. */
    record TooLong() implements Draft {}
}
