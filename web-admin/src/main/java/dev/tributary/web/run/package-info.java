/** Runs: their history, what each did, and how far the one under way is. */
@NullMarked
package dev.tributary.web.run;

import org.jspecify.annotations.NullMarked;
