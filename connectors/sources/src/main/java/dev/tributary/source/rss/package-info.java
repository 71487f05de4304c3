/** Reads the entries of RSS and Atom feeds. */
@NullMarked
package dev.tributary.source.rss;

import org.jspecify.annotations.NullMarked;
