/** From what a source hands over to Markdown, and from Markdown to the chunks that are searched. */
@NullMarked
package dev.tributary.engine.content;

import org.jspecify.annotations.NullMarked;
