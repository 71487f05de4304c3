/** Connectors while they work: their cards, what they do at the moment, what is wrong with them and what helps. */
@NullMarked
package dev.tributary.web.connector;

import org.jspecify.annotations.NullMarked;
