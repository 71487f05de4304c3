/** The database: an embedded PostgreSQL that keeps its data in a directory, or an outside one, and the connections to it. */
@NullMarked
package dev.tributary.engine.storage;

import org.jspecify.annotations.NullMarked;
