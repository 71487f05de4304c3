/** Adding a connector, changing one, deleting one. */
@NullMarked
package dev.tributary.web.connect;

import org.jspecify.annotations.NullMarked;
