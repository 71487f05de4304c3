/** Removals on hold: looked at, applied, or not. */
@NullMarked
package dev.tributary.web.removal;

import org.jspecify.annotations.NullMarked;
