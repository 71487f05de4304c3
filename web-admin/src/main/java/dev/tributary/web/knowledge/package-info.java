/** Knowledge bases: listed, made, renamed, deleted. */
@NullMarked
package dev.tributary.web.knowledge;

import org.jspecify.annotations.NullMarked;
