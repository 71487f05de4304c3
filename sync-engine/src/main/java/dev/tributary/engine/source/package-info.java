/** Private places where sources may be, opened by admins while the engine runs. */
@NullMarked
package dev.tributary.engine.source;

import org.jspecify.annotations.NullMarked;
