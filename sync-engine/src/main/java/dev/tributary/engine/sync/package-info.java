/** One run: what it decides, in plain Java, and how it moves documents, in Reactor and set-based SQL. */
@NullMarked
package dev.tributary.engine.sync;

import org.jspecify.annotations.NullMarked;
