/** Tributary's engine: keeps knowledge bases in step with their sources. */
@NullMarked
package dev.tributary.engine;

import org.jspecify.annotations.NullMarked;
