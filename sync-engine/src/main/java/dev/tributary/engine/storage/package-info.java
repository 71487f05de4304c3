/** The database: the embedded PostgreSQL or an outside one, and how sets of rows are handed to it. */
@NullMarked
package dev.tributary.engine.storage;

import org.jspecify.annotations.NullMarked;
