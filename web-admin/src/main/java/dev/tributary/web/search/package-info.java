/** Searching a knowledge base. */
@NullMarked
package dev.tributary.web.search;

import org.jspecify.annotations.NullMarked;
