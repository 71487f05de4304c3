/** Knowledge bases, their connectors and documents as they are stored: tag slots, lists, search. */
@NullMarked
package dev.tributary.engine.knowledge;

import org.jspecify.annotations.NullMarked;
